package raconteur.provider;

import java.time.Duration;

/** Lets time pass; an interrupt ends it. */
public interface Pause {
    /** Real time. */
    Pause REAL = Thread::sleep;

    void pause(Duration length) throws InterruptedException;
}
