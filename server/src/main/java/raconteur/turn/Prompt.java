package raconteur.turn;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import raconteur.provider.Completion;

/**
 * What a model is shown: parts in order, each of which knows where it came from.
 *
 * @param dropped what of the history did not fit
 */
public record Prompt(List<Part> parts, Dropped dropped) {
    /** Messages that were left out, and about how many tokens they have. */
    public record Dropped(int messages, long tokens) {
        public static final Dropped NOTHING = new Dropped(0, 0);
    }

    /**
     * One stretch of a prompt.
     *
     * @param source {@code system}, {@code persona}, {@code history}, {@code question}, {@code continue}, …
     * @param label which one of its source, for people
     * @param message where the text is kept, for a part that is a message; other texts are kept by their hash
     */
    public record Part(
            String source,
            String label,
            Completion.Role role,
            String text,
            @Nullable MessageId message) {}

    public Prompt {
        parts = List.copyOf(parts);
    }

    /** The messages to send: parts of the system first and together, as models want it. */
    public List<Completion.Message> messages() {
        var system = String.join(
                "\n\n",
                parts.stream()
                        .filter(part -> part.role() == Completion.Role.SYSTEM)
                        .map(Part::text)
                        .toList());
        var rest = parts.stream()
                .filter(part -> part.role() != Completion.Role.SYSTEM)
                .map(part -> new Completion.Message(part.role(), List.of(new Completion.Part.Text(part.text()))));
        return system.isEmpty()
                ? rest.toList()
                : java.util.stream.Stream.concat(java.util.stream.Stream.of(Completion.Message.system(system)), rest)
                        .toList();
    }

    /** Its length in UTF-8 bytes. */
    public long bytes() {
        return parts.stream()
                .mapToLong(part -> part.text().getBytes(StandardCharsets.UTF_8).length)
                .sum();
    }

    /** All its text, for counting. */
    public String text() {
        return String.join("\n", parts.stream().map(Part::text).toList());
    }
}
