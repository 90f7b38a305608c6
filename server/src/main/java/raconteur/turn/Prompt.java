package raconteur.turn;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import raconteur.provider.Completion;

/**
 * What a model is shown: parts in order, each of which knows where it came from.
 *
 * @param dropped what of the history did not fit
 */
public record Prompt(List<Part> parts, Dropped dropped) {
    /** Sources of what is said by nobody, but told between what is said. */
    private static final Set<String> REMARKS = Set.of("lore", "instructions", "knowledge", "game");

    /** Messages that were left out, and about how many tokens they have. */
    public record Dropped(int messages, long tokens) {
        public static final Dropped NOTHING = new Dropped(0, 0);
    }

    /**
     * One stretch of a prompt.
     *
     * @param source {@code system}, {@code persona}, {@code history}, {@code question}, {@code continue}, …; of a
     *     character also {@code rules}, {@code profile}, {@code lore}, {@code memory}, {@code counterpart},
     *     {@code examples}, {@code instructions}, {@code knowledge}; of a game {@code game}
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

    /**
     * The messages to send: parts of the system first and together, as models want it. A remark between messages, which
     * is none itself, goes along with the one before it where both are of one role, else with the one after it: many
     * models want roles to alternate.
     */
    public List<Completion.Message> messages() {
        var system = String.join(
                "\n\n",
                parts.stream()
                        .filter(part -> part.role() == Completion.Role.SYSTEM)
                        .map(Part::text)
                        .toList());
        var all = new ArrayList<Completion.Message>();
        if (!system.isEmpty()) {
            all.add(Completion.Message.system(system));
        }
        Part last = null;
        for (var part : parts) {
            if (part.role() != Completion.Role.SYSTEM) {
                var pieces = new ArrayList<Completion.Part>();
                if (last != null && goesAlong(last, part)) {
                    pieces.addAll(all.removeLast().parts());
                    pieces.add(new Completion.Part.Remark("\n\n"));
                }
                pieces.add(
                        isRemark(part)
                                ? new Completion.Part.Remark(part.text())
                                : new Completion.Part.Text(part.text()));
                all.add(new Completion.Message(part.role(), pieces));
                last = part;
            }
        }
        return List.copyOf(all);
    }

    private static boolean goesAlong(Part one, Part next) {
        return one.role() == next.role() && (isRemark(one) || isRemark(next));
    }

    private static boolean isRemark(Part part) {
        return part.message() == null && REMARKS.contains(part.source());
    }

    /** The same with remarks of the system among its parts, and other remarks right before what is answered. */
    public Prompt with(List<Part> remarks) {
        if (remarks.isEmpty()) {
            return this;
        }
        var told = new ArrayList<>(parts);
        var system = (int) parts.stream()
                .takeWhile(part -> part.role() == Completion.Role.SYSTEM)
                .count();
        var question = parts.stream().map(Part::source).toList().lastIndexOf("question");
        var at = question < 0 ? told.size() : question;
        told.addAll(
                at,
                remarks.stream()
                        .filter(part -> part.role() != Completion.Role.SYSTEM)
                        .toList());
        told.addAll(
                system,
                remarks.stream()
                        .filter(part -> part.role() == Completion.Role.SYSTEM)
                        .toList());
        return new Prompt(told, dropped);
    }

    /** About how many tokens these parts have. */
    public static long tokens(List<Part> parts) {
        return parts.stream().mapToLong(part -> TokenCount.about(part.text())).sum();
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
