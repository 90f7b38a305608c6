package raconteur.source;

import java.net.URI;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a page says. It is somebody else's text: data for a prompt, never a part of one that tells what to do.
 *
 * @param title as the page itself has it
 * @param names under which it was found besides: redirects to it
 * @param address where people read it, null for text that was pasted
 * @param site which site it is of, for people; empty when unknown
 * @param language a BCP 47 tag, empty when unknown
 * @param revision which state of it this is, in the site's own numbers
 * @param summary its first paragraphs
 * @param facts of its box, in its order
 * @param sections below the summary, in its order
 * @param image that stands for it
 */
public record Page(
        String title,
        List<String> names,
        @Nullable URI address,
        String site,
        String language,
        @Nullable String revision,
        Licence licence,
        String summary,
        List<Fact> facts,
        List<Section> sections,
        @Nullable URI image) {
    /** A line of its box. */
    public record Fact(String name, String value) {}

    /**
     * A part with a heading.
     *
     * @param level 2 for the highest
     */
    public record Section(String title, int level, String text) {}

    public Page {
        names = List.copyOf(names);
        facts = List.copyOf(facts);
        sections = List.copyOf(sections);
    }

    /** Whether there is anything to read. */
    public boolean isEmpty() {
        return summary.isBlank()
                && facts.isEmpty()
                && sections.stream().allMatch(section -> section.text().isBlank());
    }

    /** Whether this is the page of who or what goes by this name, as far as names tell. */
    public boolean isAbout(String name) {
        var wanted = folded(name);
        return wanted.isEmpty()
                || folded(title).contains(wanted)
                || names.stream().anyMatch(one -> folded(one).equals(wanted));
    }

    /** The whole as Markdown, cut at the end of a line where it is longer than this many code points. */
    public String markdown(int most) {
        var out = new StringBuilder("# ").append(title).append("\n\n");
        if (!summary.isBlank()) {
            out.append(summary).append("\n\n");
        }
        for (var fact : facts) {
            out.append("- ")
                    .append(fact.name())
                    .append(": ")
                    .append(fact.value())
                    .append('\n');
        }
        for (var section : sections) {
            out.append("\n").append("#".repeat(Math.clamp(section.level(), 2, 6)));
            out.append(' ')
                    .append(section.title())
                    .append("\n\n")
                    .append(section.text())
                    .append('\n');
        }
        return cut(out.toString().strip(), most);
    }

    private static String cut(String text, int most) {
        if (text.codePointCount(0, text.length()) <= most) {
            return text;
        }
        var end = text.offsetByCodePoints(0, most);
        var line = text.lastIndexOf('\n', end);
        return text.substring(0, line > end / 2 ? line : end).stripTrailing();
    }

    private static String folded(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\([^)]*\\)", "")
                .replaceAll("[\\s·・_'’-]", "");
    }
}
