package raconteur.conversation.http;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Singleton;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import raconteur.conversation.Tree;
import raconteur.platform.Caller;
import raconteur.platform.Ids;
import raconteur.platform.http.Callers;
import raconteur.platform.http.IfMatch;
import raconteur.protocol.Message;
import raconteur.protocol.MessageChange;
import raconteur.turn.MessageId;

/** One message of a tree. */
@Path("/api/messages/{id}")
@Singleton
@RolesAllowed(Caller.CHAT)
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public final class MessageResource {
    private final Tree tree;
    private final Callers callers;

    MessageResource(Tree tree, Callers callers) {
        this.tree = tree;
        this.callers = callers;
    }

    @PATCH
    @Operation(summary = "Show it to the model or not")
    public Message change(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @NotNull @Valid MessageChange change) {
        var version = IfMatch.version(ifMatch, change.version());
        return tree.hide(callers.current().account(), message(id), change.hidden(), version);
    }

    @DELETE
    @Operation(summary = "Delete it with everything under it; restorable for a while unless purge is true")
    public void delete(@PathParam("id") String id, @QueryParam("purge") @DefaultValue("false") boolean purge) {
        tree.delete(callers.current(), message(id), purge);
    }

    @POST
    @Path("/restore")
    @Operation(summary = "Bring a deleted one back with everything that went with it")
    public Message restore(@PathParam("id") String id) {
        return tree.restore(callers.current().account(), message(id));
    }

    private static MessageId message(String id) {
        return new MessageId(Ids.require(id));
    }
}
