package raconteur.source.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import raconteur.platform.Code;
import raconteur.platform.Refusal;

/** Abuse rows E01, E06 and E07: one reader of addresses, and nothing that another reader could take otherwise. */
class PlaceTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "page",
                "//example.org/",
                "example.org",
                "file:///etc/passwd",
                "gopher://example.org/",
                "ftp://example.org/",
                "jar:http://example.org!/",
                "data:text/html,x",
                "netdoc:///etc/passwd",
                "mailto:a@example.org",
                "javascript:alert(1)",
                "http:/example.org",
                "http://",
                "http:///path",
                "http://user@example.org/",
                "http://user:secret@example.org/",
                "http://127.0.0.1%2f@example.org/",
                "http://example.org\\@127.0.0.1/",
                "http://example.org%2f/",
                "http://exa mple.org/",
                "http://example.org\t/",
                "http://example.org/\r\nHost: x",
                "http://example.org./",
                "http://example..org/",
                "http://-example.org/",
                "http://exa_mple.org/",
                "http://example.org:/",
                "http://example.org:0/",
                "http://example.org:65536/",
                "http://example.org:80:80/",
                "http://example.org:+80/",
                "http://127.1/",
                "http://2130706433/",
                "http://0x7f000001/",
                "http://0x7f.1/",
                "http://0177.0.0.1/",
                "http://0/",
                "http://127.0.0.1./",
                "http://127.0.0.01/",
                "http://256.1.1.1/",
                "http://1.2.3.4.5/",
                "http://[::1",
                "http://[::1]x/",
                "http://[fe80::1%25eth0]/",
                "http://[::g]/",
                "http://[127.0.0.1]:x/"
            })
    void whatIsNoAddressOrCouldBeAnotherIsRefused(String text) {
        assertThatThrownBy(() -> Place.parse(text))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(Code.ADDRESS_REFUSED));
    }

    @ParameterizedTest
    @CsvSource({
        "http://Example.ORG, http://example.org/",
        "HTTPS://example.org:443/a?b=c#d, https://example.org/a?b=c",
        "http://example.org:8080?q, http://example.org:8080/?q",
        "https://zh.wikipedia.org/wiki/温蒂, https://zh.wikipedia.org/wiki/%E6%B8%A9%E8%92%82",
        "https://zh.wikipedia.org/wiki/%E6%B8%A9, https://zh.wikipedia.org/wiki/%E6%B8%A9",
        "https://例子.中国/, https://xn--fsqu00a.xn--fiqs8s/",
        "http://example。org/100%, http://example.org/100%25",
        "http://127.0.0.1:80#@example.org/, http://127.0.0.1/",
        "http://①②⑦.⓪.⓪.①/, http://127.0.0.1/",
        "http://[::ffff:7f00:1]/, http://127.0.0.1/",
        "http://example.org/a b, http://example.org/a%20b"
    })
    void addressesAreReadInOneWay(String written, String read) {
        assertThat(Place.parse(written)).hasToString(read);
    }

    @ParameterizedTest
    @CsvSource({
        "/b, https://example.org/b",
        "b, https://example.org/a/b",
        "../c?x=1, https://example.org/c?x=1",
        "//other.org/x, https://other.org/x",
        "http://other.org/维基, http://other.org/%E7%BB%B4%E5%9F%BA",
        "'/b#part', https://example.org/b"
    })
    void aRedirectIsReadFromWhereItStands(String location, String there) {
        assertThat(Place.parse("https://example.org/a/page").to(location)).hasToString(there);
    }

    @Test
    void aRedirectToAnotherSchemeLeadsNowhere() {
        var here = Place.parse("https://example.org/");

        assertThatThrownBy(() -> here.to("file:///etc/passwd")).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> here.to("https://user@example.org/")).isInstanceOf(Refusal.class);
    }
}
