package raconteur.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

/** Reads the events of one answer: which carry text, whether they are in order, and whether the end was told. */
abstract sealed class Events {
    private final Expected expected;
    private @Nullable String complaint;
    boolean done;

    Events(Expected expected) {
        this.expected = expected;
    }

    static Events of(Target target, Expected expected) {
        return switch (target) {
            case Target.OpenAi _ -> new OpenAi(expected);
            case Target.Raconteur _ -> new Raconteur(expected);
        };
    }

    /** Takes one event; returns whether it brought text. */
    abstract boolean take(byte[] event, int length);

    /** Why the answer is not what it must be, or null when it is whole. */
    @Nullable
    String verdict() {
        if (complaint != null) {
            return complaint;
        }
        if (!done) {
            return "the end was not told" + whereItStopped();
        }
        return expected.whole() ? null : "the text differs at byte " + expected.position();
    }

    /** For the complaint: how far it had come. */
    String whereItStopped() {
        return "";
    }

    boolean wholeText() {
        return expected.whole();
    }

    void complain(String what) {
        if (complaint == null) {
            complaint = what;
        }
    }

    /** Compares the JSON string after {@code member}; returns whether there was text in it. */
    boolean text(byte[] event, int from, int length, byte[] member) {
        int at = find(event, from, length, member);
        return at >= 0 && expected.take(event, at + member.length, length);
    }

    static int find(byte[] bytes, int from, int to, byte[] wanted) {
        for (int i = from; i <= to - wanted.length; i++) {
            int k = 0;
            while (k < wanted.length && bytes[i + k] == wanted[k]) {
                k++;
            }
            if (k == wanted.length) {
                return i;
            }
        }
        return -1;
    }

    static boolean starts(byte[] bytes, int at, byte[] wanted) {
        return find(bytes, at, at + wanted.length, wanted) == at;
    }

    static String shown(byte[] event, int length) {
        return new String(event, 0, Math.min(length, 300), UTF_8).strip();
    }

    /** Chunks of a completion, ended by {@code [DONE]}. */
    static final class OpenAi extends Events {
        private static final byte[] CONTENT = "\"content\":\"".getBytes(ISO_8859_1);
        private static final byte[] END = "data: [DONE]".getBytes(ISO_8859_1);
        private static final byte[] CHUNK = "data: {\"id\"".getBytes(ISO_8859_1);

        OpenAi(Expected expected) {
            super(expected);
        }

        @Override
        boolean take(byte[] event, int length) {
            if (starts(event, 0, CHUNK)) {
                return text(event, CHUNK.length, length, CONTENT);
            }
            if (done || !starts(event, 0, END)) {
                complain("unexpected: " + shown(event, length));
            }
            done = true;
            return false;
        }
    }

    /** Our own events, numbered from 1 without gaps, ended by exactly one {@code done}. */
    static final class Raconteur extends Events {
        private static final byte[] ID = "id: ".getBytes(ISO_8859_1);
        private static final byte[] EVENT = "event: ".getBytes(ISO_8859_1);
        private static final byte[] DELTA = "delta\n".getBytes(ISO_8859_1);
        private static final byte[] DONE = "done\n".getBytes(ISO_8859_1);
        private static final byte[] ERROR = "error\n".getBytes(ISO_8859_1);
        private static final byte[] TEXT = "\"text\":\"".getBytes(ISO_8859_1);
        private long last;

        Raconteur(Expected expected) {
            super(expected);
        }

        @Override
        boolean take(byte[] event, int length) {
            if (!starts(event, 0, ID)) {
                // Nothing but "retry:" and comments may stand without a number.
                if (event[0] != 'r' && event[0] != ':') {
                    complain("without a number: " + shown(event, length));
                }
                return false;
            }
            int at = number(event);
            if (done || !starts(event, at, EVENT)) {
                complain((done ? "after done: " : "without a name: ") + shown(event, length));
            }
            at += EVENT.length;
            if (starts(event, at, DELTA)) {
                return text(event, at, length, TEXT);
            }
            if (starts(event, at, ERROR)) {
                complain(shown(event, length));
            }
            done |= starts(event, at, DONE);
            return false;
        }

        @Override
        String whereItStopped() {
            return ", last event " + last + (wholeText() ? ", text whole" : ", text cut");
        }

        private int number(byte[] event) {
            int at = ID.length;
            long number = 0;
            while (event[at] != '\n') {
                number = number * 10 + (event[at++] - '0');
            }
            if (number != last + 1) {
                complain("event " + number + " after " + last);
            }
            last = number;
            return at + 1;
        }
    }
}
