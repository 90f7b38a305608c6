package raconteur.story.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import raconteur.protocol.Scenario;
import raconteur.story.constraint.Constraints;
import raconteur.story.payload.EventType;

/** What a story begins with that begins from a scenario. Immutable. */
public final class Start {
    /** Ratings that are known, the strictest first. */
    private static final List<String> RATINGS = List.of("G", "PG", "PG-13", "R", "NC-17");

    private final Scenario plan;
    private final Script script;

    private Start(Scenario plan, Script script) {
        this.plan = plan;
        this.script = script;
    }

    static Start of(UUID id, int version, Scenario plan) {
        return new Start(
                plan,
                new Script(
                        id,
                        version,
                        plan.title(),
                        plan.language(),
                        plan.premise(),
                        text(plan.playerRole()),
                        text(plan.primaryGoal()),
                        text(plan.stakes()),
                        text(plan.tone()),
                        allowed(plan),
                        cast(plan),
                        lore(plan.lorebook())));
    }

    static List<EventType> allowed(Scenario plan) {
        var named = plan.allowedEvents();
        return named == null || named.isEmpty()
                ? Script.EVENTS
                : Script.EVENTS.stream()
                        .filter(event -> named.contains(event.name()))
                        .toList();
    }

    private static List<Script.Part> cast(Scenario plan) {
        return list(plan.cast()).stream()
                .map(role ->
                        new Script.Part(role.name(), text(role.description()), text(role.voice()), list(role.lines())))
                .toList();
    }

    private static Lore lore(Scenario.@Nullable Lorebook book) {
        return book == null
                ? Lore.NONE
                : new Lore(
                        Objects.requireNonNullElse(book.budget(), Lore.BUDGET),
                        list(book.entries()).stream()
                                .map(entry -> new Lore.Entry(
                                        list(entry.keys()),
                                        entry.text(),
                                        Boolean.TRUE.equals(entry.constant()),
                                        Objects.requireNonNullElse(entry.order(), Lore.ORDER)))
                                .toList());
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static <T> List<T> list(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }

    /** What the story is told by. */
    public Script script() {
        return script;
    }

    public @Nullable String difficulty() {
        return plan.difficulty();
    }

    public @Nullable Integer players() {
        return plan.playerCount();
    }

    public @Nullable Integer seconds() {
        return plan.hardLimitSeconds();
    }

    public @Nullable String model() {
        return plan.model();
    }

    /** One of each of its lists; those of the same seed are the same. */
    public Picks draw(String seed) {
        return Picks.of(seed, lists());
    }

    /** Its lists by the name of the slot. */
    Map<String, List<String>> lists() {
        var slots = plan.slots();
        return slots == null
                ? Map.of()
                : Map.of(
                        Picks.TONE, list(slots.toneBias()),
                        Picks.THEME, list(slots.themeBias()),
                        Picks.NPC, list(slots.npcBias()));
    }

    /** What holds when a player says nothing. */
    public Constraints constraints() {
        return Constraints.read(Documents.tree(plan).get("constraints"), Constraints.in(plan.language()));
    }

    /**
     * What holds when a player wants these: of each the stricter, and all forbidden terms of both. The language is the
     * player's.
     */
    public Constraints strictest(Constraints wanted) {
        var limits = plan.constraints();
        if (limits == null) {
            return wanted;
        }
        var terms = new ArrayList<>(constraints().forbiddenTerms());
        terms.addAll(wanted.forbiddenTerms());
        return new Constraints(
                wanted.language(),
                rating(limits.contentRating(), wanted.contentRating()),
                least(limits.maxCharsScene(), wanted.maxCharsScene()),
                least(limits.maxCharsOption(), wanted.maxCharsOption()),
                terms);
    }

    private static int least(@Nullable Integer own, int wanted) {
        return own == null ? wanted : Math.min(own, wanted);
    }

    /** The stricter of two that are known; of others the player's. */
    private static String rating(@Nullable String own, String wanted) {
        var ours = own == null ? -1 : RATINGS.indexOf(own.toUpperCase(Locale.ROOT));
        var theirs = RATINGS.indexOf(wanted.toUpperCase(Locale.ROOT));
        return own != null && ours >= 0 && theirs >= 0 && ours < theirs ? own : wanted;
    }
}
