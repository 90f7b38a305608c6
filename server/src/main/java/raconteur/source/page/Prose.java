package raconteur.source.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;
import raconteur.source.Page.Section;

/** Collects the text under an element into sections by its headings; the first has no title. */
public final class Prose implements NodeVisitor {
    private static final Set<String> BLOCKS = Set.of(
            "p",
            "div",
            "section",
            "article",
            "ul",
            "ol",
            "dl",
            "dd",
            "dt",
            "tr",
            "table",
            "blockquote",
            "pre",
            "figure",
            "main",
            "header",
            "footer",
            "aside",
            "center",
            "details",
            "summary",
            "caption",
            "figcaption");
    private static final Pattern HEADING = Pattern.compile("h[1-6]");
    private static final Pattern SPACES = Pattern.compile("[ \\t\\x0B\\f\\r\\u00a0]+");
    private static final int MOST_SECTIONS = 500;

    private final List<Section> sections = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private String title = "";
    private int level = 2;

    private Prose() {}

    /** Sections in their order; empty ones are left out, the first has an empty title if it comes before a heading. */
    public static List<Section> of(Element root) {
        var prose = new Prose();
        root.traverse(prose);
        prose.flush();
        return List.copyOf(prose.sections);
    }

    /** The text under an element in lines. */
    public static String text(Element root) {
        return String.join("\n", of(root).stream().map(Section::text).toList());
    }

    @Override
    public void head(Node node, int depth) {
        switch (node) {
            case TextNode words -> text.append(words.getWholeText().replace('\n', ' '));
            case Element element -> begin(element);
            default -> {} // comments and data are not text
        }
    }

    private void begin(Element element) {
        var name = element.normalName();
        if (HEADING.matcher(name).matches()) {
            flush();
            level = Math.max(2, name.charAt(1) - '0');
        } else if (name.equals("li")) {
            text.append("\n- ");
        } else if (name.equals("td") || name.equals("th")) {
            text.append(' ');
        } else if (name.equals("br") || BLOCKS.contains(name)) {
            text.append('\n');
        }
    }

    @Override
    public void tail(Node node, int depth) {
        if (node instanceof Element element) {
            var name = element.normalName();
            if (HEADING.matcher(name).matches()) {
                title = tidy(text.toString()).replace('\n', ' ');
                text.setLength(0);
            } else if (BLOCKS.contains(name) || name.equals("li")) {
                text.append('\n');
            }
        }
    }

    private void flush() {
        var said = tidy(text.toString());
        if ((!said.isEmpty() || !title.isEmpty()) && sections.size() < MOST_SECTIONS) {
            sections.add(new Section(title, level, said));
        }
        text.setLength(0);
        title = "";
    }

    private static String tidy(String raw) {
        var lines = new ArrayList<String>();
        for (var line : raw.split("\n", -1)) {
            var said = SPACES.matcher(line).replaceAll(" ").strip();
            if (!said.isEmpty() && !said.equals("-")) {
                lines.add(said);
            }
        }
        return String.join("\n", lines);
    }
}
