package raconteur.protocol;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A key for a program.
 *
 * @param scopes chat, story, game, v1 and, for operators, admin
 * @param expiresAt when it ends, in ISO 8601; missing: never
 * @param perMinute how many requests it may make in a minute; missing: any number
 * @param budget what it may spend in all, in the server's currency; kept now, enforced with the ledger
 * @param models ids of models or aliases that it may ask; none: any that you may
 */
public record KeyWish(
        @NotNull @TextLength(min = 1, max = 100) String name,
        @NotNull @Size(min = 1, max = 5) List<@NotNull @TextLength(max = 20) String> scopes,
        @Nullable @TextLength(max = 40) String expiresAt,
        @Nullable @Min(1) @Max(1_000_000) Integer perMinute,
        @Nullable @TextLength(max = 32) String budget,
        @Nullable @Size(max = 50) List<@NotNull @TextLength(min = 1, max = 300) String> models) {}
