package raconteur.account;

import jakarta.inject.Singleton;
import java.util.List;
import raconteur.account.mail.Mail;
import raconteur.platform.Language;
import raconteur.platform.Text;

/**
 * What letters say, in their reader's language. They name the account and this server, and nothing a stranger wrote.
 */
@Singleton
final class Wording {
    /** An account and the link that sets another password for it. */
    record Way(String username, String link) {}

    private static final Text NOT_YOU = new Text(
            "If that was not you, there is nothing to do: without this link nobody can go on.",
            "如果不是您本人操作，请忽略此邮件：没有此链接，任何人都无法继续。");

    private final Links links;

    Wording(Links links) {
        this.links = links;
    }

    Mail verification(String to, String username, String link, Language language) {
        return mail(
                to,
                new Text("Verify your e-mail address", "验证您的邮箱地址"),
                new Text(
                        "The account " + username + " at " + links.base() + " names this address."
                                + "\n\nTo show that it is yours, open this link within an hour:\n\n" + link
                                + "\n\nIt is good once.",
                        links.base() + " 上的账户 " + username + " 使用了此邮箱地址。" + "\n\n若该地址属于您，请在一小时内打开以下链接进行验证：\n\n" + link
                                + "\n\n此链接仅可使用一次。"),
                NOT_YOU,
                language);
    }

    Mail reset(String to, List<Way> ways, Language language) {
        var list = new StringBuilder();
        ways.forEach(
                way -> list.append("\n\n").append(way.username()).append(":\n").append(way.link()));
        return mail(
                to,
                new Text("Set another password", "重设密码"),
                new Text(
                        "Somebody, probably you, asked for another password at " + links.base()
                                + ". To set it, open the link of your account within an hour:" + list
                                + "\n\nIt is good once.",
                        "有人（可能是您本人）在 " + links.base() + " 申请了重设密码。请在一小时内打开您账户对应的链接：" + list + "\n\n此链接仅可使用一次。"),
                NOT_YOU,
                language);
    }

    /** To somebody whose address was named again by whoever registered or changed theirs. */
    Mail taken(String to, String username, Language language) {
        return mail(
                to,
                new Text("Your address already has an account", "您的邮箱已有账户"),
                new Text(
                        "Somebody named this address for an account at " + links.base()
                                + ". It belongs to the account " + username + " there already, so nothing was changed."
                                + "\n\nIf that was you and you forgot the password: " + links.forgotten(),
                        "有人在 " + links.base() + " 的账户中填写了此邮箱地址。该地址已属于账户 " + username + "，因此未做任何更改。"
                                + "\n\n如果是您本人且忘记了密码，请访问：" + links.forgotten()),
                new Text("If that was not you, there is nothing to do.", "如果不是您本人操作，请忽略此邮件。"),
                language);
    }

    /** To the address that an account had. */
    Mail moved(String to, String username, Language language) {
        return mail(
                to,
                new Text("Your e-mail address was changed", "您的邮箱地址已更改"),
                new Text(
                        "The account " + username + " at " + links.base() + " now names another e-mail address.",
                        links.base() + " 上的账户 " + username + " 现已改用另一个邮箱地址。"),
                new Text("If that was not you, tell the operator of this server.", "如果不是您本人操作，请联系服务器管理员。"),
                language);
    }

    Mail trial(String to, Language language) {
        return mail(
                to,
                new Text("Mail works", "邮件功能正常"),
                new Text(
                        "The operator of " + links.base() + " tries whether mail arrives. It does.",
                        links.base() + " 的管理员正在测试邮件功能。您已收到此邮件，说明一切正常。"),
                new Text("There is nothing to do.", "无需任何操作。"),
                language);
    }

    private static Mail mail(String to, Text subject, Text body, Text end, Language language) {
        return new Mail(to, "Raconteur: " + subject.in(language), body.in(language) + "\n\n" + end.in(language) + "\n");
    }
}
