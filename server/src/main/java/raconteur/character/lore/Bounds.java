package raconteur.character.lore;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import raconteur.platform.Refusal;
import raconteur.platform.Text;

/** How much a book may hold, and the few words both kinds of file share. */
final class Bounds {
    /** Entries of a book at most. */
    static final int ENTRIES = 10_000;

    /** Code units of a key at most. */
    static final int KEY = 256;

    /** Keys of a book at most that are regular expressions. */
    static final int EXPRESSIONS = 500;

    /** Things said about a book at most. */
    static final int REMARKS = 1000;

    /** Groups of an entry at most, and keys of one kind that its decorators name. */
    static final int NAMES = 100;

    private static final int KEYS = 200_000;

    private Bounds() {}

    /** The book, unless it is larger than one may be. */
    static Lorebook kept(Lorebook book, List<Remark> remarks) {
        if (book.entries().size() > ENTRIES) {
            throw tooLarge("at most " + ENTRIES + " entries are taken", "最多 " + ENTRIES + " 个条目");
        }
        var keys = 0L;
        for (var entry : book.entries()) {
            keys += entry.keys().primary().size() + entry.keys().secondary().size();
        }
        if (keys > KEYS) {
            throw tooLarge("at most " + KEYS + " keys are taken", "最多 " + KEYS + " 个关键词");
        }
        var expressions = 0;
        for (var entry : book.entries()) {
            expressions = remark(entry, entry.keys().primary(), "key", expressions, remarks);
            expressions = remark(entry, entry.keys().secondary(), "keysecondary", expressions, remarks);
        }
        if (expressions > EXPRESSIONS) {
            remarks.add(new Remark(
                    "entries",
                    new Text(
                            "only the first " + EXPRESSIONS + " regular expressions are searched for",
                            "只查找前 " + EXPRESSIONS + " 个正则表达式")));
        }
        return book;
    }

    /** Says at once which keys will never call anything up; how many expressions there are by now. */
    private static int remark(LoreEntry entry, List<String> keys, String name, int before, List<Remark> remarks) {
        var expressions = before;
        for (var at = 0; at < keys.size() && expressions <= EXPRESSIONS; at++) {
            if (Key.isExpression(keys.get(at), entry.keys().regex())
                    && ++expressions <= EXPRESSIONS
                    && Key.expression(keys.get(at)) instanceof Key.Broken broken) {
                remarks.add(new Remark("entries[" + entry.id() + "]." + name + "[" + at + "]", broken.why()));
            }
        }
        return expressions;
    }

    private static Refusal tooLarge(String en, String zh) {
        return Refusal.invalid("entries", "the lorebook is too large: " + en, "世界书过大：" + zh);
    }

    /** Writes what a book says of itself. */
    static void describe(ObjectNode object, Lorebook book) {
        if (!book.name().isEmpty()) {
            object.put("name", book.name());
        }
        if (!book.description().isEmpty()) {
            object.put("description", book.description());
        }
        if (book.scanDepth() != null) {
            object.put("scan_depth", book.scanDepth());
        }
        if (book.tokenBudget() != null) {
            object.put("token_budget", book.tokenBudget());
        }
        if (book.recursive() != null) {
            object.put("recursive_scanning", book.recursive());
        }
    }
}
