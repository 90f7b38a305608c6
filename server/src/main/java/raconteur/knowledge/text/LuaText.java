package raconteur.knowledge.text;

import java.util.ArrayList;
import java.util.List;
import raconteur.knowledge.text.LuaScanner.Kind;
import raconteur.knowledge.text.LuaScanner.Token;
import raconteur.knowledge.text.Node.Branch;
import raconteur.knowledge.text.Node.Leaf;
import raconteur.knowledge.text.Node.Member;
import raconteur.platform.Refusal;
import raconteur.platform.file.Flaw;

/**
 * Lua as games write their data: tables are cut by their keys, and called as what they are assigned to; what is between
 * them stays code, called by the function it is in. Nothing is run. What cannot be read as Lua is read as text.
 */
final class LuaText {
    private static final int DEEPEST = 64;

    private final String text;
    private final LuaScanner scanner;
    private final Cutter cutter;
    private final Node.Count count = new Node.Count();
    private Token token;

    private LuaText(String text, Cutter cutter) {
        this.text = text;
        this.scanner = new LuaScanner(text);
        this.cutter = cutter;
        this.token = scanner.next();
    }

    static List<Piece> read(String text) {
        var cutter = new Cutter();
        try {
            new LuaText(text, cutter).file();
            return cutter.pieces();
        } catch (Refusal refusal) {
            if (refusal.code() != raconteur.platform.Code.MALFORMED) {
                throw refusal;
            }
            var plain = new Cutter();
            plain.add(List.of(), text);
            return plain.pieces();
        }
    }

    private Token take() {
        var taken = token;
        token = scanner.next();
        return taken;
    }

    private void file() {
        var chain = new ArrayList<String>();
        var function = List.<String>of();
        var code = 0;
        var start = 0;
        var before = "";
        while (token.kind() != Kind.END) {
            var now = take();
            if (now.is("function") && token.kind() == Kind.WORD && isAtMargin(now)) {
                var begin = lineOf(now.from());
                cutter.add(function, text.substring(code, Math.max(code, begin)));
                code = Math.max(code, begin);
                function = List.of(token.text());
                chain.clear();
            } else if (now.kind() == Kind.WORD && (before.equals(".") || before.equals(":")) && !chain.isEmpty()) {
                chain.add(now.text());
            } else if (now.is("return") && token.is("{")) {
                chain.clear();
                start = now.from();
                code = table(List.of(), function, code, start);
            } else if (now.kind() == Kind.WORD) {
                chain.clear();
                chain.add(now.text());
                start = now.from();
            } else if (now.kind() == Kind.STRING && before.equals("[") && !chain.isEmpty()) {
                chain.add(now.text());
            } else if (now.is("=") && token.is("{") && !chain.isEmpty()) {
                code = table(List.copyOf(chain), function, code, start);
                chain.clear();
            } else if (!now.is(".") && !now.is(":") && !now.is("[") && !now.is("]")) {
                chain.clear();
            }
            before = now.kind() == Kind.STRING ? "" : now.text();
        }
        cutter.add(function, text.substring(code));
    }

    /** Functions that begin a line, after local at most, are those that the file is about. */
    private boolean isAtMargin(Token function) {
        var line = text.substring(lineOf(function.from()), function.from());
        return line.isEmpty() || line.equals("local ");
    }

    private int lineOf(int place) {
        return text.lastIndexOf('\n', Math.max(0, place - 1)) + 1;
    }

    /** Reads the table that begins here; where the code goes on after it. */
    private int table(List<String> path, List<String> function, int code, int start) {
        cutter.add(function, text.substring(code, Math.max(code, start)).replaceFirst("(?s)\\blocal\\s*$", ""));
        take();
        var branch = branch(1);
        new Outline(cutter).add(path, branch.node());
        return branch.to();
    }

    /** A table, and where it has ended. */
    private record Read(Branch node, int to) {}

    /** Its opening bracket was taken. */
    private Read branch(int depth) {
        var members = new ArrayList<Member>();
        while (!token.is("}")) {
            if (token.kind() == Kind.END) {
                throw Flaw.malformed("A table in the Lua file does not end.", "Lua 文件中有未结束的表。");
            }
            if (token.is(",") || token.is(";")) {
                take();
            } else {
                members.add(member(depth));
            }
        }
        return new Read(new Branch(members), take().to());
    }

    private Member member(int depth) {
        count.one();
        var first = take();
        if (first.kind() == Kind.WORD && token.is("=")) {
            take();
            return new Member(first.text(), value(take(), depth));
        }
        if (first.is("[")) {
            var from = token.from();
            var key = token.kind() == Kind.STRING ? token.text() : "";
            var to = token.from();
            while (!token.is("]") && token.kind() != Kind.END) {
                to = take().to();
            }
            var name = key.isEmpty() ? text.substring(from, to) : key;
            take();
            if (token.is("=")) {
                take();
                return new Member(name, value(take(), depth));
            }
        }
        return new Member("", value(first, depth));
    }

    /** A value whose first token was taken: up to what parts it from the next. */
    private Node value(Token first, int depth) {
        if (first.is("{") && depth < DEEPEST) {
            var read = branch(depth + 1);
            expression(first, 0);
            return read.node();
        }
        if (first.kind() == Kind.STRING && isParted()) {
            return new Leaf(first.text());
        }
        var to = expression(first, opens(first));
        return new Leaf(text.substring(first.from(), Math.max(first.from(), to)).strip());
    }

    private boolean isParted() {
        return token.is(",") || token.is(";") || token.is("}");
    }

    /** Goes on to where the expression ends; where that is. */
    private int expression(Token first, int open) {
        var depth = open;
        var to = first.to();
        while (token.kind() != Kind.END && (depth > 0 || !isParted())) {
            var now = take();
            to = now.to();
            depth += opens(now);
        }
        return to;
    }

    /** By how much deeper it goes behind this. */
    private static int opens(Token token) {
        if (token.kind() == Kind.STRING) {
            return 0;
        }
        return switch (token.text()) {
            case "(", "{", "[", "function", "if", "do", "repeat" -> 1;
            case ")", "}", "]", "end", "until" -> -1;
            default -> 0;
        };
    }
}
