package raconteur.character.macro;

import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a template is evaluated in.
 *
 * @param values by name, in any case: {@code char}, {@code user}, {@code description}, {@code lastMessage} and so on
 * @param variables that templates before this one have set
 * @param chance from which {@code random} and {@code roll} draw; another for each prompt
 * @param standing from which {@code pick} draws; the same for as long as a conversation lasts
 * @param largest UTF-16 units that may be made, at most
 */
public record Scene(
        Map<String, Value> values,
        Map<String, String> variables,
        long chance,
        long standing,
        ZonedDateTime now,
        int largest) {
    public Scene {
        values = values.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        value -> value.getKey().toLowerCase(Locale.ROOT), Map.Entry::getValue, (one, other) -> other));
        variables = Map.copyOf(variables);
    }
}
