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
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;
import raconteur.account.MailDesk;
import raconteur.account.mail.LetterId;
import raconteur.account.mail.Mail;
import raconteur.account.mail.StoredLetter;
import raconteur.platform.Caller;
import raconteur.platform.Ids;
import raconteur.platform.http.Callers;
import raconteur.protocol.EmailAddress;
import raconteur.protocol.Letter;
import raconteur.protocol.MailTrial;
import raconteur.protocol.Page;

/** Letters that reached nobody by themselves, for operators. */
@Singleton
@Path("/api/admin/mail")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Caller.OPERATOR, Caller.ADMIN})
final class LetterResource {
    private final MailDesk desk;
    private final Callers callers;

    LetterResource(MailDesk desk, Callers callers) {
        this.desk = desk;
        this.callers = callers;
    }

    @GET
    @RunOnVirtualThread
    @Operation(
            summary = "Letters that wait, that the mail server refused, or that nobody sends, newest first",
            description = "With what the mail server said of each. Kept for 7 days.")
    public Page<Letter> all(
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit) {
        var before = Cursors.id(cursor);
        var found = desk.list(before == null ? null : new LetterId(before), limit + 1);
        return Cursors.page(found.stream().map(one -> view(one, null)).toList(), limit, Letter::id);
    }

    @GET
    @Path("/{id}")
    @RunOnVirtualThread
    @Operation(
            summary = "One letter with its text, to pass on",
            description = "Its link is its reader's: whoever opens it acts for them. That you read it is logged.")
    @APIResponse(responseCode = "200", description = "The letter")
    @APIResponse(responseCode = "404", description = "NOT_FOUND: there is none such")
    public Letter one(@PathParam("id") String id) {
        var opened = desk.read(callers.current(), letter(id));
        return view(opened.letter(), opened.mail());
    }

    @POST
    @Path("/{id}/retry")
    @RunOnVirtualThread
    @Operation(summary = "Send a letter again")
    @APIResponse(responseCode = "204", description = "It is on its way")
    @APIResponse(responseCode = "404", description = "NOT_FOUND: there is none such")
    public void retry(@PathParam("id") String id) {
        desk.again(letter(id));
    }

    @DELETE
    @Path("/{id}")
    @RunOnVirtualThread
    @Operation(summary = "Throw a letter away")
    @APIResponse(responseCode = "204", description = "Gone")
    @APIResponse(responseCode = "404", description = "NOT_FOUND: there is none such")
    public void discard(@PathParam("id") String id) {
        desk.discard(letter(id));
    }

    @POST
    @Path("/test")
    @RunOnVirtualThread
    @Operation(
            summary = "Send a letter to see whether mail arrives",
            description = "Waits for the mail server and tells what it said.")
    @APIResponse(responseCode = "200", description = "How it went")
    @APIResponse(responseCode = "422", description = "INVALID_REQUEST: this is no address")
    public MailTrial test(@NotNull @Valid EmailAddress body) {
        var trial = desk.trial(callers.current(), body.email());
        return new MailTrial(trial.delivered(), trial.words());
    }

    private static LetterId letter(String id) {
        return new LetterId(Ids.require(id));
    }

    private static Letter view(StoredLetter letter, @Nullable Mail mail) {
        return new Letter(
                letter.id().value(),
                letter.purpose().name().toLowerCase(Locale.ROOT),
                letter.address(),
                letter.state().name().toLowerCase(Locale.ROOT),
                letter.reason(),
                letter.tries(),
                letter.createdAt(),
                letter.expiresAt(),
                mail == null ? null : mail.subject(),
                mail == null ? null : mail.text());
    }
}
