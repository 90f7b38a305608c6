package raconteur.realtime;

/** The codes that we close sockets with. Promises of the protocol. */
final class Closing {
    /** The server stops; come back soon. */
    static final int RESTART = 1012;

    /** Ten messages in a minute could not be listened to. */
    static final int FAULTS = 4400;

    /** More sockets than may be, or one that does not take what is sent to it. */
    static final int LIMIT = 4008;

    /** Nothing came for too long. */
    static final int SILENCE = 4408;

    /** The login has ended. */
    static final int SIGNED_OUT = 4409;

    private Closing() {}
}
