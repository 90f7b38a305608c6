package raconteur.knowledge.text;

import java.util.regex.Pattern;

/** Markdown, and plain text, which has no headings. */
final class MarkdownText {
    private static final Pattern HEADING = Pattern.compile("(#{1,6})\\s+(.*?)\\s*#*\\s*");
    private static final Pattern FENCE = Pattern.compile("\\s{0,3}(```|~~~).*");

    private MarkdownText() {}

    static void read(String text, Cutter cutter) {
        var headings = new Headings();
        var section = new StringBuilder();
        var isCode = false;
        for (var line : text.split("\\R", -1)) {
            isCode ^= FENCE.matcher(line).matches();
            var heading = HEADING.matcher(line);
            if (!isCode && heading.matches()) {
                cutter.add(headings.path(), section.toString());
                section.setLength(0);
                headings.begin(heading.group(1).length(), heading.group(2));
            } else {
                section.append(line).append('\n');
            }
        }
        cutter.add(headings.path(), section.toString());
    }
}
