package raconteur.scenarios.account;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.assertj.core.api.Assertions;

/** Somebody who asks over HTTP, always with the same headers. */
record Visitor(URI base, Map<String, String> headers) {
    static final String PASSWORD = "correct horse battery";
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private static final ObjectMapper JSON = new ObjectMapper();

    Visitor {
        headers = Map.copyOf(headers);
    }

    /** What was answered. */
    record Answer(int status, HttpHeaders headers, String body) {
        Answer expect(int wanted) {
            Assertions.assertThat(status).as(body).isEqualTo(wanted);
            return this;
        }

        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (JsonProcessingException wrong) {
                throw new AssertionError(body, wrong);
            }
        }

        String text(String field) {
            return json().path(field).asText();
        }

        String code() {
            return body.isEmpty() ? "" : text("code");
        }

        String header(String name) {
            return headers.firstValue(name).orElse("");
        }

        /** The value of a cookie that this answer sets; empty when it sets none. */
        String cookie(String name) {
            return headers.allValues("Set-Cookie").stream()
                    .filter(cookie -> cookie.startsWith(name + "="))
                    .map(cookie -> cookie.substring(name.length() + 1, cookie.indexOf(';')))
                    .findFirst()
                    .orElse("");
        }
    }

    Visitor with(String header, String value) {
        var all = new HashMap<>(headers);
        all.put(header, value);
        return new Visitor(base, all);
    }

    Visitor bearer(String token) {
        return with("Authorization", "Bearer " + token);
    }

    /** A page of the server's own in a browser, which sends its origin along. */
    Visitor page() {
        return with("Origin", base.toString());
    }

    Answer get(String path) throws IOException, InterruptedException {
        return send("GET", path, "");
    }

    Answer post(String path, String json) throws IOException, InterruptedException {
        return send("POST", path, json);
    }

    Answer delete(String path) throws IOException, InterruptedException {
        return send("DELETE", path, "");
    }

    Answer send(String method, String path, String body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofSeconds(60));
        headers.forEach(request::setHeader);
        if (!body.isEmpty() && !headers.containsKey("Content-Type")) {
            request.setHeader("Content-Type", "application/json");
        }
        request.method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        var answer = CLIENT.send(request.build(), BodyHandlers.ofString());
        return new Answer(answer.statusCode(), answer.headers(), answer.body());
    }

    Answer login(String name, String password) throws IOException, InterruptedException {
        return post("/api/login", JSON.writeValueAsString(Map.of("username", name, "password", password)));
    }
}
