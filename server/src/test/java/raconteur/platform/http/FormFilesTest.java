package raconteur.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import raconteur.platform.Code;
import raconteur.platform.Refusal;

class FormFilesTest {
    private static final String TYPE = "multipart/form-data; boundary=x1";

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String part(String disposition, String content) {
        return "--x1\r\nContent-Disposition: form-data; " + disposition + "\r\nContent-Type: a/b\r\n\r\n" + content
                + "\r\n";
    }

    private static void refused(Code code, byte[] body, String type) {
        assertThatThrownBy(() -> FormFiles.read(body, type, 2))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    @Test
    void filesAreFoundAmongFields() {
        var body = part("name=\"note\"", "no file") + part("name=\"file\"; filename=\"世界.json\"", "{}\r\n--x")
                + part("name=\"file\"; filename=\"b\"", "") + "--x1--\r\n";

        var files = FormFiles.read(bytes(body), "multipart/form-data; charset=x; BOUNDARY=\"x1\"", 2);

        assertThat(files).extracting(FormFiles.File::name).containsExactly("世界.json", "b");
        assertThat(files.getFirst().bytes()).isEqualTo(bytes("{}\r\n--x"));
        assertThat(files.getLast().bytes()).isEmpty();
    }

    @Test
    void everyByteArrivesAsItWasSent() {
        var all = new byte[512];
        for (var at = 0; at < all.length; at++) {
            all[at] = (byte) at;
        }
        var body = new ByteArrayOutputStream();
        body.writeBytes(bytes("before\r\n--x1\r\nContent-Disposition: form-data; name=f; filename=\"f\"\r\n\r\n"));
        body.writeBytes(all);
        body.writeBytes(bytes("\r\n--x1--"));

        assertThat(FormFiles.read(body.toByteArray(), TYPE, 1).getFirst().bytes())
                .isEqualTo(all);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--x1",
                "{}",
                "--x1\r\n",
                "--x1\r\nContent-Disposition: form-data; filename=\"f\"\r\n\r\nno end",
                "--x1\r\nContent-Disposition: form-data; filename=\"f\"\r\nno end of the head\r\n--x1--",
                "--x1rest\r\n\r\n--x1--"
            })
    void whatIsNoFormIsMalformed(String body) {
        refused(Code.MALFORMED, bytes(body), TYPE);
    }

    @Test
    void aFormHasABoundaryAndNotTooManyParts() {
        var file = part("name=\"f\"; filename=\"f\"", "x");

        refused(Code.UNSUPPORTED_MEDIA_TYPE, bytes("--x1--"), "multipart/form-data");
        refused(Code.UNSUPPORTED_MEDIA_TYPE, bytes("--x1--"), "multipart/form-data; boundary=" + "x".repeat(71));
        refused(Code.INVALID_REQUEST, bytes("--x1--"), TYPE);
        refused(Code.INVALID_REQUEST, bytes(file.repeat(3) + "--x1--"), TYPE);
        refused(Code.MALFORMED, bytes(file.repeat(101) + "--x1--"), TYPE);
        refused(Code.MALFORMED, bytes(part("x".repeat(5000), "x") + "--x1--"), TYPE);
        assertThat(List.of(FormFiles.read(bytes(file.repeat(2) + "--x1--"), TYPE, 2)))
                .hasSize(1);
    }
}
