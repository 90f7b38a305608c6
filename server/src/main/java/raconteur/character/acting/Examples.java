package raconteur.character.acting;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import raconteur.turn.TokenCount;

/** Talk that shows a voice, block by block, so that as many as there is room for can be shown. */
record Examples(List<String> blocks) {
    private static final Pattern START = Pattern.compile("<START>", Pattern.CASE_INSENSITIVE);

    Examples {
        blocks = List.copyOf(blocks);
    }

    /** Blocks of an author's text; what stands before the first mark is one too. */
    static Examples parse(String text) {
        return new Examples(Arrays.stream(START.split(text, -1))
                .map(String::strip)
                .filter(block -> !block.isEmpty())
                .toList());
    }

    /** The first blocks that fit into so many tokens together, each with so many of its own beside its text. */
    List<String> fitting(long room, long frame) {
        var kept = new ArrayList<String>();
        var spent = 0L;
        for (var block : blocks) {
            spent += TokenCount.about(block) + frame;
            if (spent > room) {
                break;
            }
            kept.add(block);
        }
        return kept;
    }
}
