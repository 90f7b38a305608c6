package raconteur.story.party;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import raconteur.story.payload.EventType;
import raconteur.story.payload.Option;
import raconteur.story.play.Dice;
import raconteur.story.play.Story;

/** What comes of a round. The same choices at the same place of the same story always come to the same. */
final class Verdict {
    private static final int LONGEST = 2000;
    private static final String ENDS = ".!?…。！？；;:：\"”』」)）";

    private Verdict() {}

    /** The choice of one, and what he is called. */
    record Voice(String name, Player.Choice choice) {}

    /**
     * Decides.
     *
     * @param takesAction whether the story takes an {@code ACTION} now
     * @param voices at least one, in the order of their seats
     */
    static Round.Move of(Round.Way way, Story story, boolean takesAction, List<Voice> voices) {
        return switch (way) {
            case VOTE -> elected(story, voices);
            case ACT -> takesAction ? together(story, voices) : elected(story, voices);
        };
    }

    /** The option that most want; of several that as many want, fate picks one. */
    private static Round.Move elected(Story story, List<Voice> voices) {
        var votes = new TreeMap<Integer, Integer>();
        for (var voice : voices) {
            if (voice.choice().option() != null) {
                votes.merge(voice.choice().option(), 1, Integer::sum);
            }
        }
        var most = votes.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        var best = votes.entrySet().stream()
                .filter(vote -> vote.getValue() == most)
                .map(vote -> vote.getKey())
                .toList();
        if (best.isEmpty()) {
            return new Round.Move(EventType.valueOf(story.next()), null, said(story, voices.getFirst()));
        }
        return chosen(story, best.size() == 1 ? best.getFirst() : best.get(tie(story, best.size())));
    }

    /** A throw of its own, so that who wins a tie says nothing of how lucky the event is. */
    private static int tie(Story story, int among) {
        return Dice.of("raconteur.tie:" + story.begun().runSeed(), story.number() + 1)
                        .roll(among)
                - 1;
    }

    private static Round.Move chosen(Story story, int option) {
        var type = EventType.valueOf(story.next());
        return type == EventType.ACTION
                ? new Round.Move(type, null, text(story, option))
                : new Round.Move(type, option, null);
    }

    private static Round.Move together(Story story, List<Voice> voices) {
        if (voices.size() == 1) {
            var option = voices.getFirst().choice().option();
            return option != null
                    ? chosen(story, option)
                    : new Round.Move(EventType.ACTION, null, said(story, voices.getFirst()));
        }
        var whole = joined(story, voices, LONGEST);
        var isShort = whole.codePointCount(0, whole.length()) <= LONGEST;
        return new Round.Move(EventType.ACTION, null, isShort ? whole : joined(story, voices, LONGEST / voices.size()));
    }

    /** All of them; none longer than this, so that the last is heard as well as the first. */
    private static String joined(Story story, List<Voice> voices, int longest) {
        var isChinese = story.begun().constraints().language().startsWith("zh");
        var parts = new ArrayList<String>();
        for (var voice : voices) {
            var said = voice.name() + ": " + said(story, voice);
            var cut = Text.cut(said, longest - 2);
            var isEnded = !cut.isEmpty() && ENDS.indexOf(cut.charAt(cut.length() - 1)) >= 0;
            parts.add(isEnded ? cut : cut + (isChinese ? "。" : "."));
        }
        return String.join(" ", parts);
    }

    private static String said(Story story, Voice voice) {
        var option = voice.choice().option();
        return option == null ? Objects.requireNonNullElse(voice.choice().text(), "") : text(story, option);
    }

    private static String text(Story story, int option) {
        return story.options().stream()
                .filter(one -> one.id() == option)
                .findFirst()
                .map(Option::text)
                .orElse("");
    }

    /** Text as people typed it, as far as a line takes it. */
    static final class Text {
        private Text() {}

        /** On one line; possibly nothing. */
        static String line(String text) {
            return text.replaceAll("[\\p{Cc}\\p{Zs}\\p{Zl}\\p{Zp}]+", " ").strip();
        }

        /** A name, without what cannot be seen. */
        static String name(String text) {
            return line(text.replaceAll("\\p{Cf}", ""));
        }

        static String cut(String text, int longest) {
            var length = text.codePointCount(0, text.length());
            return length <= longest ? text : text.substring(0, text.offsetByCodePoints(0, longest));
        }
    }
}
