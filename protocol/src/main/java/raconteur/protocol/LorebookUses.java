package raconteur.protocol;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where a lorebook is open, all of the places. */
public record LorebookUses(@NotNull @Size(max = 200) List<@NotNull @Valid Use> uses) {
    /**
     * One place.
     *
     * @param kind what the place is; {@code account} for wherever the account talks
     * @param place id of the character, persona or conversation; none for {@code account}
     * @param position of the books of one place lower ones come first; 0 when left out
     */
    public record Use(
            @NotNull @Pattern(regexp = "character|persona|conversation|account")
            String kind,

            @Nullable UUID place,
            @Min(0) @Max(10_000) @Nullable Integer position) {}
}
