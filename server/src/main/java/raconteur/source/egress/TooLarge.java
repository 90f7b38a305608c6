package raconteur.source.egress;

import java.io.IOException;

/** More came than is taken. */
final class TooLarge extends IOException {
    TooLarge() {
        super("more than is taken");
    }
}
