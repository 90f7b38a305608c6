package raconteur.provider.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import raconteur.provider.ProviderException;

/**
 * An error inside an answer, in any of the envelopes that vendors put one into: {@code {error:{…}}},
 * {@code {error:"…"}}, {@code {code,message}}, {@code {code,msg}}, {@code {error_code,error_msg}},
 * {@code {base_resp:{…}}}, {@code {detail}}. Cleared and used again for each object of a stream.
 */
public final class Envelope {
    private boolean failed;
    private @Nullable String code;
    private @Nullable String type;
    private @Nullable String message;

    // fields that are an error only together, and only where there is nothing else
    private @Nullable String bareCode;
    private @Nullable String text;
    private boolean detail;

    public Envelope() {}

    /** The error of a refusal; one that says nothing when its body is a page or nothing. */
    static Envelope of(byte[] body) {
        var envelope = new Envelope();
        try {
            Json.document(body, 0, body.length, (field, json, value) -> {
                if (!envelope.take(field, json, value)) {
                    json.skipChildren();
                }
            });
            envelope.settle(false);
        } catch (IOException _) {
            // a proxy's page or nothing: the status says enough
            envelope.clear();
        }
        return envelope;
    }

    public void clear() {
        failed = false;
        code = null;
        type = null;
        message = null;
        bareCode = null;
        text = null;
        detail = false;
    }

    /** Reads a field of the whole object if it may be part of an error; otherwise leaves it alone. */
    public boolean take(String field, JsonParser json, JsonToken value) throws IOException {
        switch (field) {
            case "error" -> error(json, value);
            case "base_resp" -> base(json, value);
            case "code" -> bareCode = Json.scalar(json, value);
            case "error_code" -> number(Json.scalar(json, value));
            case "error_msg", "message", "msg" -> text = text == null ? Json.scalar(json, value) : text;
            case "detail" -> {
                detail = true;
                text = text == null ? Json.scalar(json, value) : text;
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private void number(@Nullable String errorCode) {
        if (errorCode != null && !errorCode.equals("0")) {
            bareCode = "error_code." + errorCode;
        }
    }

    /**
     * The object has been read and holds no answer: fields that are an error together are one now.
     *
     * @param counted whether it tells what was used
     */
    public void settle(boolean counted) {
        if (failed) {
            return;
        }
        var wrong = bareCode != null && !bareCode.equals("0") && !bareCode.equals("200") && !bareCode.isEmpty();
        if ((wrong && (text != null || !counted)) || (detail && text != null)) {
            fail(bareCode, null, text);
        }
    }

    private void fail(@Nullable String errorCode, @Nullable String errorType, @Nullable String errorMessage) {
        failed = true;
        code = errorCode;
        type = errorType;
        message = errorMessage;
    }

    /** Reads what stands under {@code error}. */
    public void error(JsonParser json, JsonToken value) throws IOException {
        if (value != JsonToken.START_OBJECT) {
            var words = Json.scalar(json, value);
            if (words != null && !words.isEmpty() && !words.equals("false")) {
                fail(null, null, words);
            }
            return;
        }
        fail(null, null, null);
        Json.object(json, value, (field, _, inner) -> {
            switch (field) {
                case "code" -> code = Json.scalar(json, inner);
                case "type", "status" -> type = type == null ? Json.scalar(json, inner) : type;
                case "message", "msg" -> message = Json.scalar(json, inner);
                default -> json.skipChildren();
            }
        });
    }

    /** MiniMax: a status beside the answer; zero is well. */
    private void base(JsonParser json, JsonToken value) throws IOException {
        var told = new @Nullable String[2];
        Json.object(json, value, (field, _, inner) -> {
            switch (field) {
                case "status_code" -> told[0] = Json.scalar(json, inner);
                case "status_msg" -> told[1] = Json.scalar(json, inner);
                default -> json.skipChildren();
            }
        });
        if (told[0] != null && !told[0].equals("0")) {
            fail("base_resp." + told[0], null, told[1]);
        }
    }

    public boolean failed() {
        return failed;
    }

    /** The words of it. */
    public @Nullable String message() {
        return message;
    }

    ProviderException fault(Faults faults, int status, @Nullable Duration retryAfter) {
        return faults.told(status, code, type, message, retryAfter);
    }
}
