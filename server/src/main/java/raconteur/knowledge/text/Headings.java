package raconteur.knowledge.text;

import java.util.ArrayList;
import java.util.List;

/** The headings above a place in a text. */
final class Headings {
    private record Heading(int level, String title) {}

    private final List<Heading> above = new ArrayList<>();

    /** A heading of this level begins: those of its level and below it end. */
    void begin(int level, String title) {
        above.removeIf(heading -> heading.level() >= level);
        if (!title.isBlank()) {
            above.add(new Heading(level, title.strip()));
        }
    }

    List<String> path() {
        return above.stream().map(Heading::title).toList();
    }
}
