package raconteur.protocol;

/**
 * What became of a letter that was sent to try the mail server.
 *
 * @param delivered whether the server took it
 * @param message how it went in words, with what the server said
 */
public record MailTrial(boolean delivered, String message) {}
