package raconteur.account.http;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import raconteur.account.Members;
import raconteur.account.PasswordReset;
import raconteur.platform.AccountId;
import raconteur.platform.Caller;
import raconteur.platform.Ids;
import raconteur.platform.http.Callers;
import raconteur.protocol.AccessLink;
import raconteur.protocol.Member;
import raconteur.protocol.Page;
import raconteur.protocol.TextLength;

/** The accounts of this server, for operators. */
@Singleton
@Path("/api/admin/accounts")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Caller.OPERATOR, Caller.ADMIN})
final class MemberResource {
    private final Members members;
    private final PasswordReset reset;
    private final Callers callers;

    MemberResource(Members members, PasswordReset reset, Callers callers) {
        this.members = members;
        this.reset = reset;
        this.callers = callers;
    }

    @GET
    @RunOnVirtualThread
    @Operation(summary = "Accounts that can sign in, newest first; q is how their names or addresses begin")
    public Page<Member> all(
            @QueryParam("q") @DefaultValue("") @TextLength(max = 254) String q,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit) {
        var before = Cursors.id(cursor);
        var found = members.search(q, before == null ? null : new AccountId(before), limit + 1);
        return Cursors.page(found.stream().map(MemberResource::view).toList(), limit, Member::id);
    }

    @POST
    @Path("/{id}/reset-link")
    @RunOnVirtualThread
    @Operation(
            summary = "Make a link to another password, for somebody who forgot theirs and gets no mail",
            description = "Good once, for an hour. Hand it over by a way that nobody else reads. That you made it is"
                    + " logged.")
    @APIResponse(responseCode = "201", description = "Made")
    @APIResponse(responseCode = "404", description = "NOT_FOUND: there is no such account")
    @APIResponse(responseCode = "409", description = "CONFLICT: the account is suspended")
    public RestResponse<AccessLink> offerReset(@PathParam("id") String id) {
        var way = reset.offer(callers.current(), new AccountId(Ids.require(id)));
        return RestResponse.ResponseBuilder.create(
                        RestResponse.Status.CREATED, new AccessLink(way.link(), way.expiresAt()))
                .build();
    }

    private static Member view(raconteur.account.Account account) {
        return new Member(
                account.id().value(),
                account.username().shown(),
                account.email(),
                account.emailVerified(),
                account.role().toString(),
                account.suspended(),
                account.createdAt());
    }
}
