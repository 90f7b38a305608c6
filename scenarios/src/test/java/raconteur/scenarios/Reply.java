package raconteur.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.http.HttpHeaders;

/** An answer of the server, read whole. */
public record Reply(String request, int status, HttpHeaders headers, String body) {
    /** Fails with what was said instead when the status is another. */
    public Reply expect(int wanted) {
        assertThat(status).as("%s → %s", request, body).isEqualTo(wanted);
        return this;
    }

    /** A refusal with this status and code. */
    public JsonNode refused(int wanted, String code) {
        expect(wanted);
        assertThat(header("content-type")).as(request).startsWith("application/problem+json");
        assertThat(json().path("code").asText()).as("%s → %s", request, body).isEqualTo(code);
        return json();
    }

    /** A missing node when there is no body. */
    public JsonNode json() {
        return body.isBlank() ? MissingNode.getInstance() : Json.read(body);
    }

    public String text(String member) {
        return json().path(member).asText();
    }

    /** Empty when there is none. */
    public String header(String name) {
        return headers.firstValue(name).orElse("");
    }
}
