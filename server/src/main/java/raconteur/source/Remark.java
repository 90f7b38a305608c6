package raconteur.source;

import java.util.ArrayList;
import java.util.List;
import raconteur.platform.Text;

/** What is to be said of a page before anything is made of it. */
public enum Remark {
    /** It may be about somebody else. */
    OTHER_TITLE("The page's title does not match the name.", "页面标题与名称不符。"),
    /** Little can be made of it. */
    SCANT("There is hardly any text on the page.", "页面几乎没有文字内容。"),
    /** Only its beginning is kept. */
    CUT("The page is long: only its beginning is used.", "页面较长，仅使用其开头部分。"),
    /** Its words are somebody's. */
    NOT_FREE("The page's text is not free: keep facts and a link, not its words.", "页面文本并非自由许可：请保留事实与链接，勿照搬原文。");

    private static final int FEW = 100;

    private final Text sentence;

    Remark(String en, String zh) {
        this.sentence = new Text(en, zh);
    }

    /** The remark for people. */
    public Text sentence() {
        return sentence;
    }

    /** All that is to be said of a page that was found for a name; empty when nothing is. */
    static List<Remark> of(Page page, String role) {
        var remarks = new ArrayList<Remark>();
        var wasFetched = page.address() != null;
        var whole = page.markdown(Integer.MAX_VALUE);
        var length = whole.codePointCount(0, whole.length());
        if (wasFetched && !page.isAbout(role)) {
            remarks.add(OTHER_TITLE);
        }
        if (length - page.title().codePointCount(0, page.title().length()) < FEW) {
            remarks.add(SCANT);
        }
        if (length > Reading.MOST) {
            remarks.add(CUT);
        }
        if (wasFetched && !page.licence().free()) {
            remarks.add(NOT_FREE);
        }
        return List.copyOf(remarks);
    }
}
