package raconteur.story.http;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Singleton;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import raconteur.platform.Caller;
import raconteur.platform.Ids;
import raconteur.platform.Refusal;
import raconteur.platform.http.Callers;
import raconteur.story.Book;
import raconteur.story.StoryId;

/** Stories to keep and to read. */
@Path("/api/stories/{id}/export")
@Singleton
@RolesAllowed(Caller.STORY)
@RunOnVirtualThread
public final class ExportResource {
    private final Book book;
    private final Callers callers;

    ExportResource(Book book, Callers callers) {
        this.book = book;
        this.callers = callers;
    }

    @GET
    @Operation(
            summary = "The story as a file",
            description = "format is json (the state and the whole journal), markdown or html.")
    public Response export(@PathParam("id") String id, @QueryParam("format") @DefaultValue("json") String format) {
        var owner = callers.current().account();
        var story = new StoryId(Ids.require(id));
        return switch (format) {
            case "json" -> file(book.whole(owner, story), "application/json", story + ".json");
            case "markdown" -> file(book.markdown(owner, story), "text/markdown;charset=UTF-8", story + ".md");
            case "html" -> file(book.html(owner, story), "text/html;charset=UTF-8", story + ".html");
            default -> throw Refusal.invalid("format", "must be json, markdown or html", "须为 json、markdown 或 html");
        };
    }

    private static Response file(Object content, String type, String name) {
        return Response.ok(content, type)
                .header("Content-Disposition", "attachment; filename=\"" + name + "\"")
                .build();
    }
}
