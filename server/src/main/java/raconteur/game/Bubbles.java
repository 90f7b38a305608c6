package raconteur.game;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import raconteur.protocol.GameAnswer;

/** Cuts sentences for speech bubbles: at most 60 wide or 110 narrow characters, and how long each is shown. */
final class Bubbles {
    /** Wide characters that fit into one bubble. */
    static final int WIDE = 60;

    /** Narrow characters that fit into one. */
    static final int NARROW = 110;

    private static final int ROOM = WIDE * NARROW;
    private static final double LEAST_SECONDS = 2;
    private static final double MOST_SECONDS = 8;
    private static final double SECONDS_WIDE = 0.2;
    private static final double SECONDS_NARROW = 0.06;
    private static final Pattern SIGN = Pattern.compile("\\X");
    private static final String SOFT = "，、；：,;:）)」』”—–… ";

    private Bubbles() {}

    /** A sentence as lines that fit. */
    static List<GameAnswer.Line> cut(String sentence) {
        var lines = new ArrayList<GameAnswer.Line>();
        var line = new StringBuilder();
        var soft = 0;
        var room = ROOM;
        var signs = SIGN.matcher(sentence);
        while (signs.find()) {
            var sign = signs.group();
            if (room < width(sign)) {
                var at = soft > 0 ? soft : line.length();
                add(lines, line.substring(0, at));
                line.delete(0, at);
                room = ROOM - width(line);
                soft = 0;
            }
            line.append(sign);
            room -= width(sign);
            if (SOFT.contains(sign)) {
                soft = line.length();
            }
        }
        add(lines, line.toString());
        return lines;
    }

    /** Whether it fits into one bubble. */
    static boolean fits(CharSequence text) {
        return width(text) <= ROOM;
    }

    private static void add(List<GameAnswer.Line> lines, String text) {
        var shown = text.strip();
        if (!shown.isEmpty()) {
            lines.add(new GameAnswer.Line(shown, seconds(shown)));
        }
    }

    /** How much of a bubble it takes: so many wide ones fill it, or so many narrow ones. */
    static int width(CharSequence text) {
        return text.codePoints().map(one -> isWide(one) ? NARROW : WIDE).sum();
    }

    private static double seconds(String text) {
        var wide = text.codePoints().filter(Bubbles::isWide).count();
        var narrow = text.codePointCount(0, text.length()) - wide;
        var seconds = 1 + wide * SECONDS_WIDE + narrow * SECONDS_NARROW;
        return Math.round(Math.clamp(seconds, LEAST_SECONDS, MOST_SECONDS) * 10) / 10.0;
    }

    static boolean isWide(int one) {
        return Character.isIdeographic(one)
                || (one >= 0x1100 && one <= 0x115F)
                || (one >= 0x2E80 && one <= 0xA4CF)
                || (one >= 0xAC00 && one <= 0xD7A3)
                || (one >= 0xF900 && one <= 0xFAFF)
                || (one >= 0xFE30 && one <= 0xFE6F)
                || (one >= 0xFF00 && one <= 0xFF60)
                || (one >= 0xFFE0 && one <= 0xFFE6)
                || (one >= 0x1F000 && one <= 0x1FAFF);
    }
}
