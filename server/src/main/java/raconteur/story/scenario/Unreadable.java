package raconteur.story.scenario;

import org.jspecify.annotations.Nullable;
import raconteur.platform.Text;

/** A text that is no YAML, or YAML that is not taken. */
final class Unreadable extends Exception {
    private final transient Fault fault;

    Unreadable(@Nullable Integer line, String en, String zh) {
        super(en, null, false, false);
        this.fault = new Fault("", line, new Text(en, zh));
    }

    Fault fault() {
        return fault;
    }
}
