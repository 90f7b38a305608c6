package raconteur.knowledge.text;

import java.util.List;

/** What JSON and tables of Lua have in common. */
sealed interface Node {
    /** How much room it takes when it is told. */
    int weight();

    /** A value without members. */
    record Leaf(String text, int weight) implements Node {
        Leaf(String text) {
            this(text, Cutter.weight(text));
        }
    }

    /** A table, an object or a list; members of lists have no names. */
    record Branch(List<Member> members, int weight) implements Node {
        Branch(List<Member> members) {
            this(
                    List.copyOf(members),
                    members.stream()
                            .mapToInt(one -> one.name().length() + one.value().weight() + 4)
                            .sum());
        }
    }

    /** One of its members. */
    record Member(String name, Node value) {}
}
