package raconteur.protocol;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where a collection is open, all of the places. */
public record KnowledgeUses(@NotNull @Size(max = 200) List<@NotNull @Valid Use> uses) {
    /**
     * One place.
     *
     * @param kind {@code character}, or {@code account} for every character the account talks with
     * @param place id of the character; none for {@code account}
     */
    public record Use(
            @NotNull @Pattern(regexp = "character|account") String kind,
            @Nullable UUID place) {}
}
