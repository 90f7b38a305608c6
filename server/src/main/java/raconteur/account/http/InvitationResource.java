package raconteur.account.http;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Singleton;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.InstantSource;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import raconteur.account.InvitationId;
import raconteur.account.Invites;
import raconteur.platform.Caller;
import raconteur.platform.Ids;
import raconteur.platform.http.Callers;
import raconteur.protocol.Invitation;
import raconteur.protocol.InvitationWish;
import raconteur.protocol.Page;

/** Invitations, for operators. */
@Singleton
@Path("/api/admin/invitations")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Caller.OPERATOR, Caller.ADMIN})
final class InvitationResource {
    private final Invites invites;
    private final Callers callers;
    private final InstantSource time;

    InvitationResource(Invites invites, Callers callers, InstantSource time) {
        this.invites = invites;
        this.callers = callers;
        this.time = time;
    }

    @GET
    @RunOnVirtualThread
    @Operation(summary = "Invitations, newest first")
    public Page<Invitation> all(
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit) {
        var before = Cursors.id(cursor);
        var found = invites.list(before == null ? null : new InvitationId(before), limit + 1);
        return Cursors.page(found.stream().map(one -> view(one, null, null)).toList(), limit, Invitation::id);
    }

    @POST
    @RunOnVirtualThread
    @Operation(
            summary = "Make an invitation",
            description = "What a new member gives, and the link that fills it in, are in this answer and never told"
                    + " again.")
    @APIResponse(responseCode = "201", description = "Made")
    @APIResponse(responseCode = "422", description = "INVALID_REQUEST: a field is not as it must be")
    public RestResponse<Invitation> make(@NotNull @Valid InvitationWish body) {
        var note = body.note() == null ? "" : body.note().strip();
        var made = invites.make(callers.current(), note, body.uses() == null ? 1 : body.uses(), body.expiresAt());
        return RestResponse.ResponseBuilder.create(
                        RestResponse.Status.CREATED, view(made.invitation(), made.text(), made.link()))
                .build();
    }

    @DELETE
    @Path("/{id}")
    @RunOnVirtualThread
    @Operation(summary = "Revoke an invitation; accounts that were made with it stay")
    @APIResponse(responseCode = "204", description = "Revoked")
    @APIResponse(responseCode = "404", description = "NOT_FOUND: there is none such, or it was revoked before")
    public void revoke(@PathParam("id") String id) {
        invites.revoke(callers.current(), new InvitationId(Ids.require(id)));
    }

    private Invitation view(raconteur.account.Invitation one, @Nullable String text, @Nullable String link) {
        return new Invitation(
                one.id().value(),
                one.prefix(),
                one.note(),
                one.uses(),
                one.mostUses(),
                one.isValidAt(time.instant()),
                one.createdAt(),
                one.expiresAt(),
                text,
                link);
    }
}
