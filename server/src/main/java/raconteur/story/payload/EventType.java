package raconteur.story.payload;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What can be asked of a story. */
public enum EventType {
    INIT,
    DECISION,
    ACTION,
    COMBAT,
    PUZZLE,
    RESOLUTION,
    NOVEL;

    /** The word that stands for no further event, in an answer's routing only. */
    public static final String NOTHING_MORE = "END";

    /** What a client may be told to post next. */
    public static final List<String> NEXT =
            List.of(DECISION.name(), ACTION.name(), COMBAT.name(), PUZZLE.name(), RESOLUTION.name(), NOTHING_MORE);

    /** The type of this name in any letters; {@code END} is another name of {@code RESOLUTION}. */
    public static Optional<EventType> of(String word) {
        var name = word.strip().toUpperCase(Locale.ROOT);
        return name.equals(NOTHING_MORE)
                ? Optional.of(RESOLUTION)
                : Arrays.stream(values())
                        .filter(type -> type.name().equals(name))
                        .findFirst();
    }

    /** As it stands in an answer's {@code event.type}. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
