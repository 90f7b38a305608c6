package raconteur.conversation.http;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Singleton;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import raconteur.conversation.ConversationId;
import raconteur.conversation.Library;
import raconteur.conversation.Saying;
import raconteur.conversation.Talk;
import raconteur.conversation.Tree;
import raconteur.platform.AccountId;
import raconteur.platform.Caller;
import raconteur.platform.Ids;
import raconteur.platform.http.Callers;
import raconteur.platform.http.IfMatch;
import raconteur.platform.http.Trace;
import raconteur.protocol.Conversation;
import raconteur.protocol.ConversationDraft;
import raconteur.protocol.Message;
import raconteur.protocol.MessageChoice;
import raconteur.protocol.Page;
import raconteur.protocol.TakeTurn;
import raconteur.protocol.TextLength;
import raconteur.protocol.TurnTaken;
import raconteur.turn.MessageId;
import raconteur.turn.Repeats;

/** Conversations, the paths through them, and turns in them. */
@Path("/api/conversations")
@Singleton
@RolesAllowed(Caller.CHAT)
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public final class ConversationResource {
    private final Library library;
    private final Tree tree;
    private final Talk talk;
    private final TurnTaking taking;
    private final Repeats repeats;
    private final Callers callers;

    ConversationResource(Library library, Tree tree, Talk talk, TurnTaking taking, Repeats repeats, Callers callers) {
        this.library = library;
        this.tree = tree;
        this.talk = talk;
        this.taking = taking;
        this.repeats = repeats;
        this.callers = callers;
    }

    @GET
    @Operation(summary = "The conversations that were used, most recently used first")
    public Page<Conversation> list(
            @QueryParam("q") @DefaultValue("") @TextLength(max = 200) String words,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit) {
        return library.list(owner(), words.strip(), cursor, limit);
    }

    @POST
    @Operation(summary = "Make a conversation")
    public RestResponse<Conversation> make(@NotNull @Valid ConversationDraft draft) {
        return RestResponse.status(RestResponse.Status.CREATED, library.make(owner(), draft));
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "One conversation")
    public Conversation get(@PathParam("id") String id) {
        return library.get(owner(), conversation(id));
    }

    @PATCH
    @Path("/{id}")
    @Operation(summary = "Change what is named", description = "409 when it moved on since the version or If-Match.")
    public Conversation change(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @NotNull @Valid ConversationDraft draft) {
        return library.change(owner(), conversation(id), draft, IfMatch.version(ifMatch, draft.version()));
    }

    @DELETE
    @Path("/{id}")
    @Operation(summary = "Delete it; it can be restored for a while unless purge is true")
    public void delete(@PathParam("id") String id, @QueryParam("purge") @DefaultValue("false") boolean purge) {
        library.delete(callers.current(), conversation(id), purge);
    }

    @POST
    @Path("/{id}/restore")
    @Operation(summary = "Bring a deleted one back")
    public Conversation restore(@PathParam("id") String id) {
        return library.restore(owner(), conversation(id));
    }

    @GET
    @Path("/{id}/messages")
    @Operation(summary = "The path to a leaf, oldest first", description = "limit and before cut it from the leaf.")
    public Page<Message> messages(
            @PathParam("id") String id,
            @QueryParam("leaf") @Nullable String leaf,
            @QueryParam("before") @Nullable String before,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit) {
        var above = before == null ? cursor : before;
        return tree.path(owner(), conversation(id), optional(leaf), optional(above), limit);
    }

    @PUT
    @Path("/{id}/leaf")
    @Operation(summary = "Make the path through a message the current one")
    public Conversation choose(@PathParam("id") String id, @NotNull @Valid MessageChoice choice) {
        return tree.choose(owner(), conversation(id), new MessageId(choice.messageId()));
    }

    @POST
    @Path("/{id}/fork")
    @Operation(summary = "A new conversation with the path down to a message")
    public RestResponse<Conversation> fork(@PathParam("id") String id, @NotNull @Valid MessageChoice choice) {
        return RestResponse.status(
                RestResponse.Status.CREATED, tree.fork(owner(), conversation(id), new MessageId(choice.messageId())));
    }

    @POST
    @Path("/{id}/turns")
    @Produces({MediaType.APPLICATION_JSON, MediaType.SERVER_SENT_EVENTS})
    @Operation(
            summary = "Say something, or have a message answered again",
            description = "202 with what to follow, or the events themselves when text/event-stream is accepted."
                    + " 402 when the balance does not cover it, 409 when an answer is being written there,"
                    + " 429 when too many turns run, or before the next question may be asked.")
    @Blocking
    public Uni<RestResponse<TurnTaken>> say(
            @PathParam("id") String id,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @NotNull @Valid TakeTurn wish,
            @Context RoutingContext routing) {
        var caller = callers.current();
        var once = repeats.once(key, wish.clientRequestId(), id, wish);
        var taken = talk.take(caller, new Saying(conversation(id), wish, once, Trace.of(routing)));
        return taking.answer(caller, taken, routing);
    }

    private AccountId owner() {
        return callers.current().account();
    }

    private static ConversationId conversation(String id) {
        return new ConversationId(Ids.require(id));
    }

    private static @Nullable UUID optional(@Nullable String id) {
        return id == null ? null : Ids.require(id);
    }
}
