package raconteur.account.mail;

/** Takes mail to people. Thread-safe. */
public interface Mailer {
    /** What became of a mail. Its words are for operators, with what the other side said. */
    sealed interface Outcome {
        /** Somebody else answers for it now. */
        record Sent() implements Outcome {}

        /** It stays here until an operator passes it on. */
        record Kept() implements Outcome {}

        /** It was not taken, and would not be if it were tried again. */
        record Refused(String words) implements Outcome {}

        /** It was not taken now. */
        record Deferred(String words) implements Outcome {}
    }

    /** Takes one mail as far as it can be taken now; may wait for another machine, and does not throw. */
    Outcome send(Mail mail);

    /** Whether mail reaches people without an operator. */
    boolean reachesPeople();
}
