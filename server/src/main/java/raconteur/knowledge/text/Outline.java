package raconteur.knowledge.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import raconteur.knowledge.text.Node.Branch;
import raconteur.knowledge.text.Node.Leaf;
import raconteur.knowledge.text.Node.Member;

/** Cuts tables into passages: a table that fits into one stays whole, of others each table inside has its own. */
final class Outline {
    /** Members by which a table in a list is called. */
    private static final Set<String> NAMES = Set.of("name", "title", "id", "key", "question", "名称", "标题");

    private static final int LONGEST_NAME = 80;

    private final Cutter cutter;

    Outline(Cutter cutter) {
        this.cutter = cutter;
    }

    void add(List<String> path, Node node) {
        if (node.weight() <= Cutter.MOST) {
            cutter.add(path, told(node, 0));
            return;
        }
        switch (node) {
            case Leaf(var text, var _) -> cutter.add(path, text);
            case Branch(var members, var _) -> {
                var here = new StringBuilder();
                var number = 0;
                for (var member : members) {
                    number++;
                    if (member.value() instanceof Branch) {
                        add(below(path, name(member, number)), member.value());
                    } else {
                        tell(member, 0, here);
                    }
                }
                cutter.add(path, here.toString());
            }
        }
    }

    private static List<String> below(List<String> path, String name) {
        var all = new ArrayList<>(path);
        all.add(name);
        return all;
    }

    private static String name(Member member, int number) {
        if (!member.name().isEmpty()) {
            return member.name();
        }
        if (member.value() instanceof Branch(var members, var _)) {
            for (var one : members) {
                if (NAMES.contains(one.name().toLowerCase(java.util.Locale.ROOT))
                        && one.value() instanceof Leaf(var text, var _)
                        && text.length() <= LONGEST_NAME) {
                    return text;
                }
            }
        }
        return "#" + number;
    }

    private static String told(Node node, int depth) {
        return switch (node) {
            case Leaf(var text, var _) -> text;
            case Branch(var members, var _) -> {
                var out = new StringBuilder();
                members.forEach(member -> tell(member, depth, out));
                yield out.toString();
            }
        };
    }

    private static void tell(Member member, int depth, StringBuilder out) {
        out.append("  ".repeat(depth)).append(member.name().isEmpty() ? "-" : member.name() + ":");
        switch (member.value()) {
            case Leaf(var text, var _) -> out.append(' ').append(text).append('\n');
            case Branch branch -> out.append('\n').append(told(branch, depth + 1));
        }
    }
}
