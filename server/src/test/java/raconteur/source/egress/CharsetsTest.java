package raconteur.source.egress;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CharsetsTest {
    private static final String TEXT = "<p>温蒂是《饥荒》中的角色，她的姐妹阿比盖尔已经去世，化为鬼魂陪伴着她。镕</p>";

    @ParameterizedTest
    @CsvSource({
        "GBK, text/html; charset=gb2312",
        "GB18030, text/html;charset=\"GBK\"",
        "Big5, text/html; charset=big5",
        "UTF-8, text/html; charset=UTF-8",
        "UTF-8, text/html",
        "GBK, text/html",
        "GBK, text/html; charset=utf-8",
        "UTF-8, text/html; charset=nonsense"
    })
    void aPageIsReadInItsOwnCharacters(String written, String contentType) {
        var text = written.equals("Big5") ? "<p>溫蒂是饑荒中的角色</p>" : TEXT;

        assertThat(Charsets.decode(text.getBytes(Charset.forName(written)), contentType))
                .isEqualTo(text);
    }

    @Test
    void aPageMaySayItself() {
        var page = "<html><head><meta http-equiv=\"Content-Type\" content=\"text/html; charset=gb2312\">" + TEXT;

        assertThat(Charsets.decode(page.getBytes(Charset.forName("GBK")), "text/html"))
                .isEqualTo(page);
        // too little for a guess by its bytes
        var few = "<meta charset=big5>溫蒂";
        assertThat(Charsets.decode(few.getBytes(Charset.forName("Big5")), "text/html"))
                .isEqualTo(few);
    }

    @Test
    void aMarkAtTheBeginningDecides() {
        var marked = "\uFEFF" + TEXT;

        assertThat(Charsets.decode(marked.getBytes(StandardCharsets.UTF_8), "text/html; charset=gbk"))
                .isEqualTo(TEXT);
        assertThat(Charsets.decode(TEXT.getBytes(StandardCharsets.UTF_16), "")).isEqualTo(TEXT);
    }

    @Test
    void oneBrokenLetterDoesNotTurnAPageIntoAnotherLanguage() {
        var bytes = TEXT.repeat(3).getBytes(StandardCharsets.UTF_8);
        bytes[bytes.length - 1] = (byte) 0xff;

        assertThat(Charsets.decode(bytes, "text/html; charset=utf-8")).startsWith(TEXT);
    }

    @Test
    void nothingIsNothing() {
        assertThat(Charsets.decode(new byte[0], "")).isEmpty();
    }
}
