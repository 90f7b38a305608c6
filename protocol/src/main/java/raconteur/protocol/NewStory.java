package raconteur.protocol;

import jakarta.validation.Valid;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A story to begin: what {@code INIT} says in {@link Invoke}, each of it with the same default. */
public record NewStory(
        @Valid Invoke.@Nullable Session session,
        @Valid Invoke.@Nullable Time time,
        @Valid Invoke.@Nullable Seed seed,
        @Valid Invoke.@Nullable Constraints constraints,
        @Valid Invoke.@Nullable Slots slots,
        @Valid Invoke.@Nullable ClientContext clientContext,
        @Nullable UUID scenarioId) {
    /** The event that begins it. */
    public Invoke event() {
        return new Invoke(
                new Invoke.Event("INIT", null),
                session,
                time,
                seed,
                constraints,
                slots,
                clientContext,
                new Invoke.Payload(null, null, null, scenarioId));
    }
}
