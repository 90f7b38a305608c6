package raconteur.account.http;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;
import raconteur.account.Preferences;
import raconteur.platform.Caller;
import raconteur.platform.Refusal;
import raconteur.platform.http.Callers;
import raconteur.platform.http.IfMatch;

/** What one chose for oneself. */
@Singleton
@Path("/api/me/settings")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Caller.LOGIN)
final class PreferenceResource {
    private static final String VERSION = "version";

    private final Preferences preferences;
    private final Callers callers;

    PreferenceResource(Preferences preferences, Callers callers) {
        this.preferences = preferences;
        this.callers = callers;
    }

    @GET
    @RunOnVirtualThread
    @Operation(
            summary = "What you chose for yourself",
            description =
                    "language (en, zh or null: as your browser says), memory (how much characters keep in mind: session,"
                            + " short_term and long_term in characters; 3000, 3000, 4000 where nothing is chosen), version, and"
                            + " whatever your apps keep here.")
    public Map<String, Object> all() {
        return view(preferences.of(callers.current()));
    }

    @PUT
    @RunOnVirtualThread
    @Operation(
            summary = "Replace what you chose for yourself",
            description =
                    "language is en, zh or null, each of memory is 50 to 50000; everything else is kept as it is, up to"
                            + " 16 KiB in all. With the version it was changed from, a newer one is not overwritten.")
    @APIResponse(responseCode = "200", description = "Replaced")
    @APIResponse(responseCode = "409", description = "VERSION_CONFLICT: it was changed elsewhere")
    @APIResponse(responseCode = "422", description = "INVALID_REQUEST: no such language or budget, or too much")
    public Map<String, Object> replace(
            @NotNull Map<String, Object> body, @HeaderParam("If-Match") @Nullable String ifMatch) {
        var choices = new TreeMap<>(body);
        var version = IfMatch.version(ifMatch, version(choices.remove(VERSION)));
        return view(preferences.replace(callers.current(), choices, version));
    }

    private static @Nullable Integer version(@Nullable Object seen) {
        return switch (seen) {
            case null -> null;
            case Integer number -> number;
            default -> throw Refusal.invalid(VERSION, "is a number", "应为数字");
        };
    }

    private static Map<String, Object> view(Preferences.Chosen chosen) {
        var all = new TreeMap<>(chosen.choices());
        all.put(VERSION, chosen.version());
        return all;
    }
}
