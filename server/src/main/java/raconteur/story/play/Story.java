package raconteur.story.play;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import raconteur.platform.Code;
import raconteur.platform.Refusal;
import raconteur.platform.Text;
import raconteur.story.payload.EventType;
import raconteur.story.payload.Option;

/**
 * A story as it is: a fold over its events. Knows what may happen next, and refuses the rest. Immutable.
 *
 * @param number of the last event that was answered; 0 before it is begun
 * @param next what the client was told to post next
 * @param options what is offered now
 * @param deeds those that mattered most, oldest first
 * @param scenes those that were told last, oldest first
 * @param request by which the last one asked is known again
 */
public record Story(
        @Nullable Setup setup,
        int number,
        @Nullable EventType last,
        String next,
        List<Option> options,
        Plot plot,
        Vitals vitals,
        List<Deed> deeds,
        List<String> scenes,
        boolean paused,
        Tick clock,
        String request,
        String pending) {
    /** Before anything has happened. */
    public static final Story UNBEGUN = new Story(
            null,
            0,
            null,
            EventType.INIT.name(),
            List.of(),
            Plot.BLANK,
            Vitals.FRESH,
            List.of(),
            List.of(),
            false,
            Tick.ZERO,
            "",
            "");

    private static final int MOST_DEEDS = 40;
    private static final int MOST_SCENES = 12;

    public Story {
        options = List.copyOf(options);
        deeds = List.copyOf(deeds);
        scenes = List.copyOf(scenes);
    }

    /** What it was begun with. */
    @JsonIgnore
    public Setup begun() {
        if (setup == null) {
            throw new IllegalStateException("a story that has not begun");
        }
        return setup;
    }

    /** Whether its end was told. */
    @JsonIgnore
    public boolean isOver() {
        return number > 0 && next.equals(EventType.NOTHING_MORE);
    }

    /** How long it has been played when the clock shows this. */
    public Tick at(long reading) {
        return number == 0 ? Tick.ZERO.from(reading) : paused || isOver() ? clock.from(reading) : clock.at(reading);
    }

    boolean isTimeUp(Tick now) {
        return setup != null && now.elapsedMs() >= setup.limitMs();
    }

    /** What may be asked at this time. */
    public List<EventType> allowed(Tick now) {
        if (number == 0) {
            return List.of(EventType.INIT);
        }
        if (paused) {
            return List.of();
        }
        if (isOver()) {
            return List.of(EventType.NOVEL);
        }
        var allowed = new LinkedHashSet<EventType>();
        if (!isTimeUp(now) && !next.equals(EventType.RESOLUTION.name())) {
            allowed.add(EventType.valueOf(next));
            if (!options.isEmpty() && begun().allows(EventType.ACTION)) {
                allowed.add(EventType.ACTION);
            }
        }
        allowed.add(EventType.RESOLUTION);
        return List.copyOf(allowed);
    }

    /**
     * Decides on a wish.
     *
     * @throws Refusal {@link Code#CONFLICT} with what is allowed now, or the field that is wrong
     */
    public Decision decide(StoryCommand command, Tick now) {
        return switch (command) {
            case StoryCommand.Begin(var wanted, var player, var request) -> {
                require(EventType.INIT, now);
                var draw = Draw.of(wanted.runSeed(), 1, wanted.difficulty());
                yield new Decision.Asks(new Move(1, EventType.INIT, player, null, "", request, draw));
            }
            case StoryCommand.Act act -> {
                require(act.type(), now);
                yield new Decision.Asks(move(act));
            }
            case StoryCommand.Pause() -> {
                refuseUnless(number > 0 && !isOver(), "There is nothing to pause.", "没有可以暂停的内容。");
                yield new Decision.Events(paused ? List.of() : List.of(new StoryEvent.Paused(now)));
            }
            case StoryCommand.Resume() ->
                new Decision.Events(paused ? List.of(new StoryEvent.Resumed(now)) : List.of());
        };
    }

    /** What comes of a wish. */
    public sealed interface Decision {
        /** This, and nothing more. */
        record Events(List<StoryEvent> events) implements Decision {}

        /** It may happen, and must now be told. */
        record Asks(Move move) implements Decision {}
    }

    private void require(EventType type, Tick now) {
        var allowed = allowed(now);
        if (!allowed.contains(type)) {
            var names = allowed.stream().map(EventType::name).toList();
            throw new Refusal(
                            Code.CONFLICT,
                            paused
                                    ? new Text("The story is paused: resume it first.", "故事已暂停，请先继续。")
                                    : new Text(
                                            type.name() + " is not allowed now; allowed: " + String.join(", ", names),
                                            "现在不能进行 " + type.name() + "；可以进行：" + String.join("、", names)))
                    .with("allowed", names)
                    .with("event_number", number);
        }
    }

    private static void refuseUnless(boolean fits, String en, String zh) {
        if (!fits) {
            throw new Refusal(Code.CONFLICT, new Text(en, zh));
        }
    }

    /** The move that a wish is, whether or not it is its turn. */
    public Move move(StoryCommand.Act act) {
        var chosen = act.option() == null ? null : offered(act.option());
        var said = act.text() == null ? "" : act.text();
        var text = chosen == null ? said : chosen.text();
        if (act.type() == EventType.ACTION && text.isBlank()) {
            throw Refusal.invalid("payload.text", "say what is done", "请说明要做什么");
        }
        var mustChoose = switch (act.type()) {
            case DECISION, COMBAT, PUZZLE -> true;
            case INIT, ACTION, RESOLUTION, NOVEL -> false;
        };
        if (mustChoose && text.isBlank()) {
            throw Refusal.invalid("payload.selected_option_id", "choose one of the options", "请选择一个选项");
        }
        var draw = Draw.of(begun().runSeed(), number + 1, begun().difficulty());
        return new Move(number + 1, act.type(), act.player(), chosen, text, act.request(), draw);
    }

    private Option offered(int id) {
        return options.stream()
                .filter(option -> option.id() == id)
                .findFirst()
                .orElseThrow(() -> Refusal.invalid(
                        "payload.selected_option_id",
                        "it was not offered; offered: "
                                + options.stream().map(Option::id).toList(),
                        "该选项未提供；可选：" + options.stream().map(Option::id).toList()));
    }

    /** The story after something happened. */
    public Story after(StoryEvent event) {
        return switch (event) {
            case StoryEvent.Begun(var begun) ->
                new Story(
                        begun, number, last, next, options, plot, vitals, deeds, scenes, paused, clock, request,
                        pending);
            case StoryEvent.Acted acted ->
                new Story(
                        setup,
                        number,
                        last,
                        next,
                        options,
                        plot,
                        vitals,
                        deeds,
                        scenes,
                        paused,
                        clock,
                        acted.request(),
                        acted.text());
            case StoryEvent.Drawn _, StoryEvent.Ruled _, StoryEvent.Renamed _ -> this;
            case StoryEvent.Told told -> after(told);
            case StoryEvent.Paused(var now) -> timed(true, now);
            case StoryEvent.Resumed(var now) -> timed(false, now);
            case StoryEvent.Branched(var _, var _, var session, var now) ->
                new Story(
                        begun().named(session),
                        number,
                        last,
                        next,
                        options,
                        plot,
                        vitals,
                        deeds,
                        scenes,
                        false,
                        now,
                        request,
                        pending);
        };
    }

    private Story timed(boolean stands, Tick now) {
        return new Story(
                setup, number, last, next, options, plot, vitals, deeds, scenes, stands, now, request, pending);
    }

    private Story after(StoryEvent.Told told) {
        var payload = told.payload();
        var offers = payload.path("options");
        return new Story(
                setup,
                told.number(),
                told.type(),
                payload.at("/routing/next_event_type").asText(),
                offers.isMissingNode() ? List.of() : options(offers),
                plot(payload),
                told.vitals(),
                deeds(told),
                scenes(payload),
                paused,
                told.clock(),
                request,
                "");
    }

    private static List<Option> options(JsonNode offers) {
        return StreamSupport.stream(offers.spliterator(), false)
                .map(offer ->
                        new Option(offer.path("id").asInt(), offer.path("text").asText()))
                .toList();
    }

    private Plot plot(JsonNode payload) {
        var scene =
                payload.at("/opening/scene").asText(payload.at("/scene/summary").asText(plot.scene()));
        var line = payload.at("/opening/npc_line")
                .asText(payload.at("/scene/npc_line").asText(plot.line()));
        var state = payload.path("ai_state");
        var main = payload.path("mainline");
        return new Plot(
                state.path("world_seed").asText(plot.worldSeed()),
                state.path("title").asText(plot.title()),
                state.path("tone").asText(plot.tone()),
                state.path("memory_summary").asText(plot.memory()),
                state.path("arc_progress").asInt(plot.arc()),
                main.path("premise").asText(plot.premise()),
                main.path("player_role").asText(plot.role()),
                main.path("primary_goal").asText(plot.goal()),
                main.path("stakes").asText(plot.stakes()),
                scene,
                line);
    }

    private List<String> scenes(JsonNode payload) {
        var scene = payload.at("/opening/scene")
                .asText(payload.at("/scene/summary")
                        .asText(payload.at("/epilogue/scene").asText()));
        if (scene.isEmpty()) {
            return scenes;
        }
        var more = new ArrayList<>(scenes);
        more.add(scene);
        return more.subList(Math.max(0, more.size() - MOST_SCENES), more.size());
    }

    private List<Deed> deeds(StoryEvent.Told told) {
        if (pending.isEmpty() || told.type() == EventType.NOVEL) {
            return deeds;
        }
        var payload = told.payload();
        var outcome = payload.at("/result/effect")
                .asText(payload.at("/result/consequence")
                        .asText(payload.at("/result/outcome").asText()));
        var moved = payload.at("/ai_state/arc_progress").asInt() - plot.arc();
        var text = payload.at("/decision/selected_option_text")
                .asText(payload.at("/attempt/selected_option_text")
                        .asText(payload.at("/action/text").asText(pending)));
        var weight = moved + (told.type() == EventType.COMBAT || told.type() == EventType.PUZZLE ? 10 : 0);
        var more = new ArrayList<>(deeds);
        more.add(new Deed(told.number(), told.type(), text, outcome, weight));
        if (more.size() > MOST_DEEDS) {
            more.stream().min(Comparator.comparingInt(Deed::weight)).ifPresent(more::remove);
        }
        return more;
    }

    /** Those deeds that a story is remembered by, oldest first. */
    List<Deed> remembered(int most) {
        return deeds.stream()
                .sorted(Comparator.comparingInt(Deed::weight).reversed())
                .limit(most)
                .sorted(Comparator.comparingInt(Deed::number))
                .toList();
    }
}
