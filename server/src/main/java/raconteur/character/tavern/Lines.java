package raconteur.character.tavern;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import raconteur.character.file.Json;
import raconteur.platform.Refusal;

/** Files of one JSON object in each line. */
final class Lines {
    private static final int MOST = 50_000;
    private static final int LONGEST = 8 << 20;

    private Lines() {}

    /** What wants each of them. */
    interface Taker {
        /** Takes the next of them; lines are counted from 1, the blank ones too. */
        void take(int number, ObjectNode line);
    }

    /** Reads the lines in order; one that is broken is left out with a remark. */
    static void read(byte[] file, String name, Remarks remarks, Taker taker) {
        var number = 0;
        for (var from = 0; from < file.length; ) {
            var to = from;
            while (to < file.length && file[to] != '\n') {
                to++;
            }
            number++;
            if (number > MOST) {
                remarks.add(name, "What comes after line " + MOST + " is left out.", "第 " + MOST + " 行之后的内容已忽略。");
                return;
            }
            if (!isBlank(file, from, to)) {
                take(file, from, to, number, name, remarks, taker);
            }
            from = to + 1;
        }
    }

    private static void take(byte[] file, int from, int to, int number, String name, Remarks remarks, Taker taker) {
        if (to - from > LONGEST) {
            remarks.add(
                    name, "Line " + number + " is longer than 8 MiB, and left out.", "第 " + number + " 行超过 8 MiB，已忽略。");
            return;
        }
        ObjectNode line;
        try {
            line = Json.mended(Arrays.copyOfRange(file, from, to));
        } catch (Refusal broken) {
            remarks.add(
                    name,
                    "Line " + number + " is left out: " + broken.detail().en(),
                    "第 " + number + " 行已忽略：" + broken.detail().zh());
            return;
        }
        taker.take(number, line);
    }

    private static boolean isBlank(byte[] file, int from, int to) {
        for (var at = from; at < to; at++) {
            if (file[at] < 0 || file[at] > ' ') {
                return false;
            }
        }
        return true;
    }
}
