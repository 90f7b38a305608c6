package raconteur.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BaseUrlTest {
    @ParameterizedTest
    @CsvSource({
        "https://api.anthropic.com, https://api.anthropic.com/v1",
        "https://api.anthropic.com/, https://api.anthropic.com/v1",
        "https://api.anthropic.com/v1, https://api.anthropic.com/v1",
        "https://api.anthropic.com/v1/messages, https://api.anthropic.com/v1",
        "https://api.deepseek.com/anthropic, https://api.deepseek.com/anthropic/v1",
        "http://127.0.0.1:4000/v1/, http://127.0.0.1:4000/v1"
    })
    void anthropicsOperationsStandUnderAVersion(String written, String meant) {
        assertThat(BaseUrl.parse(written, Dialect.ANTHROPIC)).hasToString(meant);
    }

    @ParameterizedTest
    @CsvSource({
        "http://host:11434, http://host:11434",
        "http://host:11434/, http://host:11434",
        "http://host:11434/v1, http://host:11434",
        "http://host:11434/api, http://host:11434",
        "http://host:11434/api/chat, http://host:11434",
        "https://ollama.com, https://ollama.com",
        "https://host/under/a/path, https://host/under/a/path",
        "127.0.0.1:11500, http://127.0.0.1:11500",
        "0.0.0.0, http://127.0.0.1:11434",
        "http://0.0.0.0:11434, http://127.0.0.1:11434",
        "host, http://host:11434",
        "host/path, http://host:11434/path"
    })
    void ollamasOperationsStandAtTheRootOfItsHost(String written, String meant) {
        assertThat(BaseUrl.parse(written, Dialect.OLLAMA)).hasToString(meant);
    }

    @Test
    void whatIsNoAddressIsRefused() {
        assertThatThrownBy(() -> BaseUrl.parse("host:port", Dialect.OLLAMA))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> BaseUrl.parse("api.anthropic.com", Dialect.ANTHROPIC))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
