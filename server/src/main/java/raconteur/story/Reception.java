package raconteur.story;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import raconteur.platform.Caller;
import raconteur.platform.Code;
import raconteur.platform.Ids;
import raconteur.platform.Refusal;
import raconteur.platform.Text;
import raconteur.protocol.Invoke;
import raconteur.story.constraint.Constraints;
import raconteur.story.payload.EventType;
import raconteur.story.play.Difficulty;
import raconteur.story.play.Setup;
import raconteur.story.scenario.Authoring;
import raconteur.story.scenario.Picks;
import raconteur.story.scenario.Start;

/** Understands requests: what is absent has a default, what is wrong is named. */
@Singleton
public final class Reception {
    /** The alias of the model that tells stories. */
    public static final String MODEL = "story";

    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final String USUAL_LANGUAGE = "zh";
    private static final int LONGEST_KEY = 200;

    private final Narrator narrator;
    private final Authoring scenarios;
    private final Ids ids;

    Reception(Narrator narrator, Authoring scenarios, Ids ids) {
        this.narrator = narrator;
        this.scenarios = scenarios;
        this.ids = ids;
    }

    /**
     * What a request says of itself outside its body.
     *
     * @param key {@code Idempotency-Key}
     * @param languages {@code Accept-Language}
     * @param waited since it came
     */
    public record Envelope(@Nullable String key, @Nullable String languages, String trace, Duration waited) {}

    /**
     * Reads a request.
     *
     * @throws Refusal naming what is wrong
     */
    public Invocation read(Caller caller, Invoke request, Envelope envelope) {
        var type = type(request.event().type());
        var session = request.session() == null ? null : request.session().sessionId();
        var key = envelope.key() == null || envelope.key().isBlank()
                ? null
                : envelope.key().strip();
        if (key != null && key.length() > LONGEST_KEY) {
            throw Refusal.invalid("Idempotency-Key", "at most 200 characters", "最多 200 个字符");
        }
        if (type != EventType.INIT && session == null) {
            throw Refusal.invalid("session.session_id", "is missing", "缺失");
        }
        var payload = request.payload();
        var text = payload == null ? null : type == EventType.NOVEL ? payload.playerName() : payload.text();
        var option = payload == null ? null : payload.selectedOptionId();
        var chooses = switch (type) {
            case DECISION, COMBAT, PUZZLE -> true;
            case INIT, ACTION, RESOLUTION, NOVEL -> false;
        };
        return new Invocation(
                caller,
                type,
                type == EventType.INIT ? setup(caller, request, envelope) : null,
                session,
                request.event().number(),
                chooses ? option : null,
                text,
                type == EventType.INIT ? print(type, tree(request)) : print(type, chooses ? option : null, text),
                key,
                envelope.trace(),
                envelope.waited(),
                null);
    }

    private static EventType type(String word) {
        return EventType.of(word).orElseThrow(() -> {
            var types = Arrays.stream(EventType.values()).map(EventType::name).toList();
            var refusal = Refusal.invalid(List.of(new Refusal.Field(
                    "event.type",
                    new Text("must be one of " + String.join(", ", types), "须为以下之一：" + String.join("、", types)))));
            return refusal.with("allowed", types);
        });
    }

    private Setup setup(Caller caller, Invoke request, Envelope envelope) {
        var session = request.session();
        var named = session == null ? null : session.sessionId();
        if (named != null && named.isBlank()) {
            throw Refusal.invalid("session.session_id", "must not be empty", "不能为空");
        }
        var players = session == null ? null : session.playerCount();
        var word = session == null ? null : session.difficulty();
        var seed = request.seed() == null ? null : request.seed().runSeed();
        var client = request.clientContext();
        var start = start(caller, request);
        var constraints = constraints(request, envelope, start);
        // what cannot be kept to is refused before anything begins
        narrator.compliance(constraints);
        var made = ids.next().toString();
        var runSeed = seed == null || seed.isBlank() ? "run_" + made.substring(made.length() - 12) : seed;
        return new Setup(
                named == null ? made : named,
                players != null ? players : start == null ? 1 : Objects.requireNonNullElse(start.players(), 1),
                difficulty(word == null && start != null ? start.difficulty() : word),
                limit(request, start).toMillis(),
                runSeed,
                constraints,
                slots(request.slots(), start == null ? Picks.NONE : start.draw(runSeed)),
                client == null ? new Setup.Client(null, null) : new Setup.Client(client.platform(), client.locale()),
                start == null ? MODEL : Objects.requireNonNullElse(start.model(), MODEL),
                start == null ? null : start.script());
    }

    /** The scenario that is named; {@link Code#NOT_FOUND} when the caller may not use it. */
    private @Nullable Start start(Caller caller, Invoke request) {
        var scenario = request.payload() == null ? null : request.payload().scenarioId();
        return scenario == null ? null : scenarios.start(caller.account(), scenario);
    }

    private Constraints constraints(Invoke request, Envelope envelope, @Nullable Start start) {
        var wanted = Constraints.read(
                request.constraints() == null ? null : StoryJson.tree(request.constraints()),
                start == null ? Constraints.in(language(envelope.languages())) : start.constraints());
        var held = start == null ? wanted : start.strictest(wanted);
        if (held.forbiddenTerms().size() > Constraints.MOST_TERMS) {
            throw Refusal.invalid(
                    "constraints.forbidden_terms",
                    "with those of the scenario there are more than " + Constraints.MOST_TERMS,
                    "与剧本的禁用词合计超过 " + Constraints.MOST_TERMS + " 个");
        }
        return held;
    }

    /** What a player names stands; the rest is drawn. */
    private static Setup.Slots slots(Invoke.@Nullable Slots named, Picks drawn) {
        return named == null
                ? new Setup.Slots(drawn.tone(), drawn.theme(), drawn.npc())
                : new Setup.Slots(
                        named.toneBias() == null ? drawn.tone() : named.toneBias(),
                        named.themeBias() == null ? drawn.theme() : named.themeBias(),
                        named.npcBias() == null ? drawn.npc() : named.npcBias());
    }

    private static Duration limit(Invoke request, @Nullable Start start) {
        var time = request.time();
        var seconds = time == null ? null : time.hardLimitSeconds();
        if (seconds == null && start != null) {
            seconds = start.seconds();
        }
        return seconds == null ? LIMIT : Duration.ofSeconds(seconds);
    }

    private static Difficulty difficulty(@Nullable String word) {
        if (word == null) {
            return Difficulty.NORMAL;
        }
        return Arrays.stream(Difficulty.values())
                .filter(one -> one.name().equals(word.strip().toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() ->
                        Refusal.invalid("session.difficulty", "must be EASY, NORMAL or HARD", "须为 EASY、NORMAL 或 HARD"));
    }

    /** The first language that the reader wants and stories can be told in. */
    private String language(@Nullable String header) {
        if (header == null || header.isBlank() || header.length() > 512) {
            return USUAL_LANGUAGE;
        }
        try {
            return Locale.LanguageRange.parse(header).stream()
                    .map(Locale.LanguageRange::getRange)
                    .map(range -> Locale.forLanguageTag(range).toLanguageTag())
                    .filter(this::isSpoken)
                    .findFirst()
                    .orElse(USUAL_LANGUAGE);
        } catch (IllegalArgumentException _) {
            return USUAL_LANGUAGE; // a header that is no language list says nothing about the reader
        }
    }

    private boolean isSpoken(String tag) {
        try {
            narrator.compliance(Constraints.in(tag));
            return true;
        } catch (Refusal _) {
            return false;
        }
    }

    /** The body as far as it says what begins: the same for the same wish, in whatever order it came. */
    private static ObjectNode tree(Invoke request) {
        var tree = (ObjectNode) StoryJson.tree(request);
        tree.remove("event");
        return tree;
    }

    private static String print(@Nullable Object... asked) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var one : asked) {
                digest.update(
                        StoryJson.write(Objects.requireNonNullElse(one, "-")).getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
