package raconteur.scenarios.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AvatarScenarioTest {
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final House house;
    private final Visitor ada;
    private final Visitor eve;

    AvatarScenarioTest(@TempDir Path folder) throws Exception {
        house = House.open(folder, Map.of());
        house.operator();
        ada = house.member("Ada");
        eve = house.member("Eve");
    }

    @AfterAll
    void close() {
        house.close();
    }

    private HttpResponse<byte[]> send(Visitor who, String method, String type, byte[] body) throws Exception {
        return send(who, method, type, body, "*/*");
    }

    private HttpResponse<byte[]> send(Visitor who, String method, String type, byte[] body, String accept)
            throws Exception {
        var request = HttpRequest.newBuilder(who.base().resolve("/api/me/avatar"))
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
        who.headers().forEach(request::header);
        request.setHeader("Accept", accept);
        if (!type.isEmpty()) {
            request.header("Content-Type", type);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static byte[] picture(String format) throws Exception {
        var out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(640, 480, BufferedImage.TYPE_INT_RGB), format, out);
        return out.toByteArray();
    }

    @Test
    void aBrowsersImageElementGetsThePicture() throws Exception {
        assertThat(send(eve, "PUT", "image/png", picture("png")).statusCode()).isEqualTo(200);

        for (var accept : new String[] {
            "image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8", "image/*", "image/png,*/*;q=0.5"
        }) {
            var shown = send(eve, "GET", "", new byte[0], accept);
            assertThat(shown.statusCode()).as(accept).isEqualTo(200);
            assertThat(shown.headers().firstValue("Content-Type")).contains("image/png");
        }
        eve.delete("/api/me/avatar").expect(204);
    }

    @Test
    void aPictureIsDrawnAnewAndShownToItsOwner() throws Exception {
        for (var format : new String[] {"png", "jpeg", "gif"}) {
            var set = send(ada, "PUT", "image/" + format, picture(format));
            assertThat(set.statusCode()).isEqualTo(200);
            assertThat(new String(set.body(), StandardCharsets.UTF_8)).contains("\"avatar\":\"/api/me/avatar?v=");
        }

        var shown = send(ada, "GET", "", new byte[0]);

        assertThat(shown.statusCode()).isEqualTo(200);
        assertThat(shown.headers().firstValue("Content-Type")).contains("image/png");
        assertThat(shown.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        var image = ImageIO.read(new ByteArrayInputStream(shown.body()));
        assertThat(image.getWidth()).isEqualTo(256);
        eve.get("/api/me/avatar").expect(404);
        eve.delete("/api/me/avatar").expect(204);
        assertThat(send(ada, "GET", "", new byte[0]).statusCode()).isEqualTo(200);
        ada.delete("/api/me/avatar").expect(204);
        ada.get("/api/me/avatar").expect(404);
        assertThat(ada.get("/api/me").json().path("avatar").isNull()).isTrue();
    }

    @Test
    void whatIsNoPictureOrTooMuchIsRefused() throws Exception {
        var svg = "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>".getBytes(StandardCharsets.UTF_8);

        assertThat(send(eve, "PUT", "image/svg+xml", svg).statusCode()).isEqualTo(422);
        assertThat(send(eve, "PUT", "image/png", svg).statusCode()).isEqualTo(422);
        assertThat(send(eve, "PUT", "image/png", new byte[0]).statusCode()).isEqualTo(422);
        assertThat(send(eve, "PUT", "text/html", picture("png")).statusCode()).isEqualTo(415);
        assertThat(send(eve, "PUT", "application/json", picture("png")).statusCode())
                .isEqualTo(415);
        assertThat(send(eve, "PUT", "image/png", new byte[9 << 20]).statusCode())
                .isEqualTo(413);
        assertThat(send(house.visitor(), "PUT", "image/png", picture("png")).statusCode())
                .isEqualTo(401);
        assertThat(send(house.visitor().bearer(house.localKey()), "PUT", "image/png", picture("png"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(eve.get("/api/me").json().path("avatar").isNull()).isTrue();
    }
}
