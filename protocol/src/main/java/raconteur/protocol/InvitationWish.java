package raconteur.protocol;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

/**
 * An invitation to make.
 *
 * @param note for whom or what it is, for operators to read
 * @param uses how many accounts may be made with it; missing: one
 * @param expiresAt when it ends, in ISO 8601; missing: in 7 days
 */
public record InvitationWish(
        @Nullable @TextLength(max = 200) String note,
        @Nullable @Min(1) @Max(10_000) Integer uses,
        @Nullable @TextLength(max = 40) String expiresAt) {}
