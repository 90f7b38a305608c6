package raconteur.story.scenario;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was drawn for the three slots; null where there was nothing to draw from. */
public record Picks(
        @Nullable String tone,
        @Nullable String theme,
        @Nullable String npc) {
    static final String TONE = "tone_bias";
    static final String THEME = "theme_bias";
    static final String NPC = "npc_bias";

    public static final Picks NONE = new Picks(null, null, null);

    /** One of each list. Only the seed and the list decide: another slot's list does not change it. */
    static Picks of(String seed, Map<String, List<String>> lists) {
        return new Picks(pick(seed, TONE, lists), pick(seed, THEME, lists), pick(seed, NPC, lists));
    }

    private static @Nullable String pick(String seed, String slot, Map<String, List<String>> lists) {
        var list = lists.getOrDefault(slot, List.of());
        return list.isEmpty() ? null : list.get((int) Long.remainderUnsigned(bits(seed, slot), list.size()));
    }

    private static long bits(String seed, String slot) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return ByteBuffer.wrap(
                            digest.digest(("raconteur.slot:" + slot + ":" + seed).getBytes(StandardCharsets.UTF_8)))
                    .getLong();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
