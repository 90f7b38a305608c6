package raconteur.source.egress;

import java.time.Duration;
import raconteur.platform.Code;
import raconteur.platform.Refusal;
import raconteur.platform.Text;

/** The ways in which a page is not had, as they are told to whoever asked for it. None tells of our own network. */
public final class No {
    private No() {}

    /** The text is no address of a page on the open internet. */
    static Refusal address() {
        return new Refusal(Code.ADDRESS_REFUSED);
    }

    /** The text is no address at all. */
    static Refusal noAddress() {
        return new Refusal(
                Code.ADDRESS_REFUSED,
                new Text(
                        "This is not an address such as https://example.org/page.",
                        "这不是有效的网页地址，例如 https://example.org/page。"));
    }

    static Refusal unreachable() {
        return new Refusal(Code.SOURCE_UNAVAILABLE);
    }

    static Refusal late() {
        return new Refusal(
                Code.SOURCE_UNAVAILABLE,
                new Text("The site did not answer in time. Try again, or paste the text.", "网站未能及时响应，请重试，或直接粘贴文本。"));
    }

    static Refusal failed(int status) {
        return new Refusal(
                Code.SOURCE_UNAVAILABLE,
                new Text(
                        "The site answered with the error %d. Try again, or paste the text.".formatted(status),
                        "网站返回错误 %d，请重试，或直接粘贴文本。".formatted(status)));
    }

    /** The site, or we on its behalf, asks to wait. */
    public static Refusal busy(Duration wait) {
        return new Refusal(Code.SOURCE_BUSY).retryAfter(wait);
    }

    static Refusal robots() {
        return new Refusal(
                Code.SOURCE_CLOSED,
                new Text(
                        "The site asks programs not to read this page. Paste its text, or use another source.",
                        "该网站不允许程序读取此页面，请粘贴文本，或改用其他来源。"));
    }

    static Refusal closed() {
        return new Refusal(Code.SOURCE_CLOSED);
    }

    /** The site wants to see a person, and gets to see one: we do not pretend. */
    public static Refusal check() {
        return new Refusal(Code.SOURCE_CHECK);
    }

    static Refusal tooLarge() {
        return new Refusal(Code.SOURCE_TOO_LARGE);
    }

    static Refusal kind() {
        return new Refusal(
                Code.SOURCE_UNREADABLE, new Text("What is there is not of a kind that is read here.", "该地址的内容类型不受支持。"));
    }

    /** What came is not what such a site says. */
    public static Refusal unreadable() {
        return new Refusal(Code.SOURCE_UNREADABLE);
    }

    /** A page without any text. */
    public static Refusal empty() {
        return new Refusal(Code.SOURCE_UNREADABLE, new Text("There is no text on that page.", "该页面没有文字内容。"));
    }

    static Refusal gone() {
        return new Refusal(Code.NOT_FOUND, new Text("There is no page at that address.", "该地址没有页面。"));
    }
}
