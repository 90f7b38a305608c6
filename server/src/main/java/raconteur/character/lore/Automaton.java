package raconteur.character.lore;

import java.util.Arrays;
import java.util.List;

/**
 * Finds many words in a text in one walk over it (Aho and Corasick), in time that does not depend on how many they are.
 * Immutable. The states are numbers and the edges one table, so that a book of thousands of keys is small and fast.
 */
final class Automaton {
    /** Told of each word where it ends; false when its suffixes need not be told. */
    interface Found {
        boolean at(int word, int end);
    }

    private static final int NONE = -1;

    /** Edges of the first state, by the halves of a letter: most letters of a text begin no word and ask here only. */
    private final int[][] first = new int[256][];

    private long[] edges = new long[1 << 10];
    private int[] targets = new int[1 << 10];
    private int used;

    private int states = 1;
    private int[] fail = new int[256];
    private int[] word = new int[256];
    private int[] shorter = new int[256];

    /** An automaton for these words, all different and none empty. Their numbers are their places in the list. */
    Automaton(List<String> words) {
        Arrays.fill(word, NONE);
        for (var number = 0; number < words.size(); number++) {
            add(words.get(number), number);
        }
        link(words);
    }

    private void add(String letters, int number) {
        var state = 0;
        for (var at = 0; at < letters.length(); at++) {
            var next = target(state, letters.charAt(at));
            if (next == NONE) {
                next = states++;
                if (next == word.length) {
                    grow();
                }
                put(state, letters.charAt(at), next);
            }
            state = next;
        }
        word[state] = number;
    }

    private void grow() {
        var size = word.length * 2;
        fail = Arrays.copyOf(fail, size);
        shorter = Arrays.copyOf(shorter, size);
        var old = word.length;
        word = Arrays.copyOf(word, size);
        Arrays.fill(word, old, size, NONE);
    }

    /** Where to go on when no edge fits: states level by level, so that what a state leans on is known before it. */
    private void link(List<String> words) {
        var at = new int[words.size()];
        for (var depth = 0; ; depth++) {
            var any = false;
            for (var number = 0; number < words.size(); number++) {
                var letters = words.get(number);
                if (depth < letters.length()) {
                    any = true;
                    var from = at[number];
                    var to = target(from, letters.charAt(depth));
                    fail[to] = from == 0 ? 0 : step(fail[from], letters.charAt(depth));
                    shorter[to] = word[fail[to]] == NONE ? shorter[fail[to]] : fail[to];
                    at[number] = to;
                }
            }
            if (!any) {
                return;
            }
        }
    }

    /** Tells of every word in this text, in the order in which they end. */
    void search(CharSequence text, Found found) {
        var state = 0;
        for (var at = 0; at < text.length(); at++) {
            state = step(state, text.charAt(at));
            var hit = word[state] == NONE ? shorter[state] : state;
            while (hit != 0 && found.at(word[hit], at + 1)) {
                hit = shorter[hit];
            }
        }
    }

    private int step(int from, char letter) {
        for (var state = from; ; state = fail[state]) {
            var next = target(state, letter);
            if (next != NONE) {
                return next;
            }
            if (state == 0) {
                return 0;
            }
        }
    }

    private int target(int state, char letter) {
        if (state == 0) {
            var page = first[letter >> 8];
            return page == null || page[letter & 0xFF] == 0 ? NONE : page[letter & 0xFF];
        }
        var edge = edge(state, letter);
        for (var slot = slot(edge); ; slot = (slot + 1) & (edges.length - 1)) {
            if (edges[slot] == edge) {
                return targets[slot];
            }
            if (edges[slot] == 0) {
                return NONE;
            }
        }
    }

    private void put(int state, char letter, int target) {
        if (state == 0) {
            var page = first[letter >> 8] == null ? new int[256] : first[letter >> 8];
            page[letter & 0xFF] = target;
            first[letter >> 8] = page;
            return;
        }
        if (++used * 2 > edges.length) {
            var oldEdges = edges;
            var oldTargets = targets;
            edges = new long[oldEdges.length * 2];
            targets = new int[oldTargets.length * 2];
            for (var slot = 0; slot < oldEdges.length; slot++) {
                if (oldEdges[slot] != 0) {
                    store(oldEdges[slot], oldTargets[slot]);
                }
            }
        }
        store(edge(state, letter), target);
    }

    private void store(long edge, int target) {
        var slot = slot(edge);
        while (edges[slot] != 0) {
            slot = (slot + 1) & (edges.length - 1);
        }
        edges[slot] = edge;
        targets[slot] = target;
    }

    private int slot(long edge) {
        var mixed = edge * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 40) & (edges.length - 1);
    }

    /** State and letter in one number, which is never 0. */
    private static long edge(int state, char letter) {
        return (((long) state << 16) | letter) + 1;
    }
}
