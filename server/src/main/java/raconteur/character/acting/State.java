package raconteur.character.acting;

import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import raconteur.character.lore.Pins;
import raconteur.character.lore.Timers;

/**
 * What holds on a path after an answer, and is kept with it. On a path without that answer it does not exist.
 *
 * @param greeting which greeting it began with, from 0; null where with none
 * @param pins where lore was told in prompts that only grow
 * @param variables that macros have set
 */
public record State(@Nullable Integer greeting, Timers timers, Pins pins, Map<String, String> variables) {
    /** What holds where nothing was said. */
    public static final State NONE = new State(null, Timers.NONE, Pins.NONE, Map.of());

    public State {
        variables = Map.copyOf(variables);
    }

    /** The same on a copy of its path, whose messages have other ids. */
    public State on(UnaryOperator<String> copies) {
        return new State(
                greeting,
                new Timers(timers.all().stream()
                        .map(one -> new Timers.Timer(
                                one.entry(), one.kind(), copies.apply(one.message()), one.length(), one.atOnce()))
                        .toList()),
                new Pins(pins.all().stream()
                        .map(one -> new Pins.Pin(
                                one.entry(),
                                one.source(),
                                copies.apply(one.message()),
                                one.role(),
                                one.text(),
                                one.tokens()))
                        .toList()),
                variables);
    }
}
