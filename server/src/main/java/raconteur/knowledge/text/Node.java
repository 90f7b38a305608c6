package raconteur.knowledge.text;

import java.util.List;
import raconteur.platform.file.Flaw;

/** What JSON and tables of Lua have in common. */
sealed interface Node {
    /** Values of one file at most: each takes far more memory than the file does. */
    int MOST = 500_000;

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

    /** Counts the values of a file. */
    final class Count {
        private int count;

        void one() {
            if (++count > MOST) {
                throw Flaw.tooLarge("The file has more than " + MOST + " values.", "文件中的值超过 " + MOST + " 个。");
            }
        }
    }
}
