package raconteur.account.http;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Singleton;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;
import raconteur.account.Entrance;
import raconteur.account.mail.Post;
import raconteur.platform.Caller;
import raconteur.platform.http.Callers;
import raconteur.platform.http.IfMatch;
import raconteur.protocol.RegistrationChange;
import raconteur.protocol.RegistrationRules;

/** Who gets in, for operators. */
@Singleton
@Path("/api/admin/registration")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Caller.OPERATOR, Caller.ADMIN})
final class RegistrationResource {
    private final Entrance entrance;
    private final Post post;
    private final Callers callers;

    RegistrationResource(Entrance entrance, Post post, Callers callers) {
        this.entrance = entrance;
        this.post = post;
        this.callers = callers;
    }

    @GET
    @RunOnVirtualThread
    @Operation(summary = "Who may register, whether addresses are verified, and what new members accept")
    public RegistrationRules rules() {
        return view(entrance.rules());
    }

    @PATCH
    @RunOnVirtualThread
    @Operation(summary = "Change who may register, whether addresses are verified, and what new members accept")
    @APIResponse(responseCode = "200", description = "Changed")
    @APIResponse(
            responseCode = "409",
            description = "CONFLICT: a variable says this; VERSION_CONFLICT: it was changed elsewhere")
    @APIResponse(responseCode = "422", description = "INVALID_REQUEST: a field is not as it must be")
    public RegistrationRules change(
            @NotNull @Valid RegistrationChange body, @HeaderParam("If-Match") @Nullable String ifMatch) {
        var registration = body.registration();
        var proof = body.emailVerification();
        return view(entrance.change(
                callers.current(),
                new Entrance.Change(
                        registration == null
                                ? null
                                : Entrance.Registration.valueOf(registration.toUpperCase(Locale.ROOT)),
                        proof == null ? null : Entrance.Proof.valueOf(proof.toUpperCase(Locale.ROOT)),
                        body.terms(),
                        IfMatch.version(ifMatch, body.version()))));
    }

    private RegistrationRules view(Entrance.Rules rules) {
        return new RegistrationRules(
                rules.registration().toString(),
                rules.proof().toString(),
                rules.terms(),
                rules.fixed(),
                post.reachesPeople(),
                rules.version());
    }
}
