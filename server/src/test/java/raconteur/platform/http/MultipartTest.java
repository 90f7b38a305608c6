package raconteur.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import raconteur.platform.Code;
import raconteur.platform.Refusal;

class MultipartTest {
    private static final String TYPE = "multipart/form-data; boundary=\"a b\"";

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String part(String disposition, String content) {
        return "--a b\r\nContent-Disposition: form-data; " + disposition + "\r\nContent-Type: image/png\r\n\r\n"
                + content + "\r\n";
    }

    @Test
    void partsAreReadInOrderWithTheirNames() {
        var body = bytes("before\r\n" + part("name=\"file\"; filename=\"C:\\cards\\林.png\"", "one\r\n\r\n--a")
                + part("name=note", "") + "--a b--\r\nafter");

        var parts = Multipart.parts(body, TYPE);

        assertThat(parts).extracting(Multipart.Part::name).containsExactly("file", "note");
        assertThat(parts).extracting(Multipart.Part::fileName).containsExactly("林.png", "");
        assertThat(parts.getFirst().bytes()).isEqualTo(bytes("one\r\n\r\n--a"));
        assertThat(parts.getLast().bytes()).isEmpty();
    }

    @Test
    void whateverIsInAFileComesThrough() {
        var content = new byte[5000];
        new Random(7).nextBytes(content);
        var text = new String(content, StandardCharsets.ISO_8859_1);
        var body = (part("name=\"file\"", text) + "--a b--").getBytes(StandardCharsets.ISO_8859_1);

        assertThat(Multipart.parts(body, TYPE).getFirst().bytes()).isEqualTo(content);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--",
                "--a b",
                "--a b\r\n",
                "--a b\r\nContent-Disposition: form-data; name=x\r\n",
                "--a bx--",
                "--a b\r\nContent-Type: x\r\n\r\nbody\r\n--a b--",
                "nothing",
                "--a b\r\n\r\n--a b--"
            })
    void whatIsNoFormIsMalformed(String body) {
        assertMalformed(bytes(body), TYPE);
    }

    @Test
    void aFormWithoutABorderOrWithoutEndIsMalformed() {
        assertMalformed(bytes("--a b--"), "multipart/form-data");
        assertMalformed(bytes("--a b--"), "multipart/form-data; boundary=" + "x".repeat(71) + "\"");
        assertMalformed(bytes(part("name=x", "y").repeat(101) + "--a b--"), TYPE);
        assertMalformed(bytes("--a b\r\nX: " + "y".repeat(9000) + "\r\n\r\nz\r\n--a b--"), TYPE);
    }

    @Test
    void noFormCutOffAnywhereIsTakenForAWholeOne() {
        var whole = bytes(part("name=\"file\"; filename=\"x\"", "content") + "--a b--");
        for (var end = 0; end < whole.length; end++) {
            assertMalformed(Arrays.copyOf(whole, end), TYPE);
        }
    }

    private static void assertMalformed(byte[] body, String type) {
        assertThatThrownBy(() -> Multipart.parts(body, type))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(Code.MALFORMED));
    }

    @Test
    void aNameLeadsNowhereAndBreaksNoLine() {
        assertThat(Disposition.attachment("../a\r\nSet-Cookie: x\"林.png"))
                .isEqualTo("attachment; filename=\".._a__Set-Cookie_ x__.png\";"
                        + " filename*=UTF-8''.._a__Set-Cookie_%20x_%E6%9E%97.png");
    }
}
