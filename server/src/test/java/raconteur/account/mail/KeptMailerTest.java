package raconteur.account.mail;

class KeptMailerTest implements MailerContract {
    @Override
    public Mailer mailer() {
        return new KeptMailer();
    }

    @Override
    public String readable(Mail mail) {
        return mail.text(); // as it was given, since nobody took it
    }
}
