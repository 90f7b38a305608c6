package raconteur.source.http;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.InstantSource;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;
import raconteur.platform.Caller;
import raconteur.platform.Code;
import raconteur.platform.Rate;
import raconteur.platform.Refusal;
import raconteur.platform.http.Callers;
import raconteur.protocol.Namesake;
import raconteur.protocol.Page;
import raconteur.source.Source;
import raconteur.source.Sources;

/** Who goes by a name, in the encyclopedias. */
@Path("/api/sources")
@Singleton
@RolesAllowed(Caller.CHAT)
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public final class SourceResource {
    private static final Duration SPAN = Duration.ofSeconds(5);
    private static final int PER_SPAN = 10;

    private final Sources sources;
    private final Callers callers;
    private final Rate rate;

    SourceResource(Sources sources, Callers callers, InstantSource time) {
        this.sources = sources;
        this.callers = callers;
        this.rate = new Rate(SPAN, time);
    }

    @GET
    @Path("/{source}/search")
    @Operation(
            summary = "Those who go by a name, the likeliest first",
            description =
                    "source is baike, zhwiki, wikipedia or mediawiki; for the last, url is the address of the wiki's"
                            + " api.php or of any of its pages. A title or an href of the answer is a choice when a character is"
                            + " made.")
    @APIResponse(responseCode = "200", description = "Who was found, at most twenty; nobody is an empty list")
    @APIResponse(responseCode = "404", description = "NOT_FOUND: no such source")
    @APIResponse(
            responseCode = "422",
            description =
                    "INVALID_REQUEST: q or url is not as it must be; ADDRESS_REFUSED: nothing is fetched from there")
    @APIResponse(responseCode = "429", description = "TOO_MANY_REQUESTS: two a second, ten at once")
    @APIResponse(
            responseCode = "502",
            description = "SOURCE_UNAVAILABLE, SOURCE_CLOSED, SOURCE_CHECK (it asks for a person), SOURCE_TOO_LARGE or"
                    + " SOURCE_UNREADABLE: paste the text instead")
    @APIResponse(responseCode = "503", description = "SOURCE_BUSY: the site asks to wait, see Retry-After")
    public Page<Namesake> search(
            @PathParam("source") String word,
            @QueryParam("q") @Nullable String words,
            @QueryParam("url") @Nullable String url)
            throws InterruptedException {
        var source = Source.of(word).filter(Source::isSearched).orElseThrow(() -> new Refusal(Code.NOT_FOUND));
        admit(callers.current());
        return new Page<>(
                sources.search(source, words, url).stream()
                        .map(one -> new Namesake(one.title(), one.snippet(), one.href()))
                        .toList(),
                null);
    }

    /** Other people's sites are asked on the caller's behalf: not without end. */
    private void admit(Caller caller) {
        var standing = rate.take(caller.account().toString(), PER_SPAN);
        if (!standing.granted()) {
            throw new Refusal(Code.TOO_MANY_REQUESTS)
                    .retryAfter(standing.pause())
                    .limit(new Refusal.Limit("searches", PER_SPAN, SPAN));
        }
    }
}
