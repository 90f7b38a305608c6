package raconteur.story.payload;

/**
 * A field of an answer.
 *
 * @param pointer where it stands: a JSON pointer
 * @param by who says what stands there
 * @param optional whether it may be absent from the answer
 */
public record Field(String pointer, Slot slot, By by, boolean optional) {
    /** Who fills a field. */
    public enum By {
        /** The model is asked for it. */
        MODEL,
        /** The server knows it; a model is never asked. */
        SERVER
    }

    /** The pointer of the object it stands in; empty for the payload itself. */
    public String parent() {
        return pointer.substring(0, pointer.lastIndexOf('/'));
    }

    /** Its name in that object. */
    public String name() {
        return pointer.substring(pointer.lastIndexOf('/') + 1);
    }
}
