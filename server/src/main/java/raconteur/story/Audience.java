package raconteur.story;

/** Who hears a scene while it is being told. Called on the generation's thread: must not block. */
public interface Audience {
    /** Who waits for the whole answer. */
    Audience NOBODY = new Audience() {
        @Override
        public void show(String text) {}

        @Override
        public void restart() {}
    };

    /** More of the scene; it has passed every check. */
    void show(String text);

    /** What was shown so far is void: it is told anew. */
    void restart();
}
