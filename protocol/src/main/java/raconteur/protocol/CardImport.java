package raconteur.protocol;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What became of each card that was sent, in their order. */
public record CardImport(List<Item> items) {
    /**
     * One file.
     *
     * @param file what it is called
     * @param spec the version of the card: v1, v2 or v3
     * @param warnings what was not as it should be, and was kept all the same
     */
    public record Item(
            String file,
            @Nullable UUID characterId,
            @Nullable String name,
            @Nullable String spec,
            List<String> warnings,
            @Nullable Fault error) {}

    /** Why a file could not be taken. */
    public record Fault(String code, String message) {}
}
