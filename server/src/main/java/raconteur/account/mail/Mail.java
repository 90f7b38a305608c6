package raconteur.account.mail;

/**
 * What is written to somebody.
 *
 * @param to one address
 * @param subject one line
 * @param text plain, its lines ended by a line feed
 */
public record Mail(String to, String subject, String text) {
    /** Without the text, which holds keys and would otherwise stand in a log one day. */
    @Override
    public String toString() {
        return "Mail[" + subject + "]";
    }
}
