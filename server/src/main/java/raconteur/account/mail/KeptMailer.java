package raconteur.account.mail;

/** Where there is no mail server: every mail waits here for the operator to pass it on. */
final class KeptMailer implements Mailer {
    @Override
    public Outcome send(Mail mail) {
        return new Outcome.Kept();
    }

    @Override
    public boolean reachesPeople() {
        return false;
    }
}
