package raconteur.platform;

import static raconteur.platform.Setting.Kind.ADDRESS;
import static raconteur.platform.Setting.Kind.CHOICE;
import static raconteur.platform.Setting.Kind.DURATION;
import static raconteur.platform.Setting.Kind.FLAG;
import static raconteur.platform.Setting.Kind.LIST;
import static raconteur.platform.Setting.Kind.MONEY;
import static raconteur.platform.Setting.Kind.NUMBER;
import static raconteur.platform.Setting.Kind.SECRET;
import static raconteur.platform.Setting.Kind.TEXT;
import static raconteur.platform.Setting.Kind.ZONE;

import java.util.List;

/**
 * Every setting there is; its variable is {@code RACONTEUR_} and its name. docs/configuration.md is generated from
 * here.
 */
public enum Setting {
    HOST(TEXT, "127.0.0.1", "address it listens on (container images set 0.0.0.0)"),
    PORT(Kind.PORT, "8080", "port it listens on; 0 takes a free one"),
    DATA(TEXT, "data", "folder of the database, files and keys (0700)"),
    DB_URL(SECRET, "", "`postgresql://user:password@host/db`; nothing: SQLite in the data folder"),
    DB_POOL(NUMBER, "10", "connections to PostgreSQL"),
    DB_WAIT(DURATION, "5s", "how long a request waits for a free connection to PostgreSQL before it is refused"),
    VALKEY_URL(SECRET, "", "`redis://host:6379` for several nodes", "several nodes"),
    SECRET_KEY(SECRET, "", "seals provider keys and signs tokens, at least 32 characters; made at the first start"),
    ADMIN_USER(TEXT, "", "makes the first operator at the first start, instead of the page"),
    ADMIN_PASSWORD(SECRET, "", "password of that operator"),
    PASSWORD_MEMORY(
            NUMBER,
            "19456",
            "KiB of memory that hashing a password takes, at least 1024: less is faster and easier to guess; older hashes"
                    + " of less are made anew at the next sign-in"),
    PUBLIC_URL(ADDRESS, "", "address people use, such as https://chat.example.org; for origin checks and links"),
    TRUSTED_PROXIES(LIST, "", "addresses of proxies whose forwarded headers count, comma-separated"),
    ALLOWED_HOSTS(LIST, "", "further host names it answers to, comma-separated"),
    CORS_ORIGINS(LIST, "", "origins whose pages may call /invoke with a key, comma-separated"),
    LOCAL_KEY_REMOTE(FLAG, "false", "whether the key in local.key also works from other machines"),
    REGISTRATION(CHOICE, "open", "who may register", List.of("open", "invite", "closed")),
    EMAIL_VERIFICATION(
            CHOICE,
            "none",
            "whether e-mail addresses are verified; with mandatory nobody new gets in before",
            List.of("none", "optional", "mandatory")),
    SMTP_URL(
            SECRET,
            "",
            "mail server, `smtp://user:password@host:587` (STARTTLS) or `smtps://…:465`; nothing: letters are kept for"
                    + " the operator"),
    MAIL_FROM(TEXT, "", "sender of mail, such as `Raconteur <raconteur@example.org>`; needed with a mail server"),
    MAIL_LEASE(
            DURATION,
            "2m",
            "how long a letter that is being sent is its sender's: after a crash it is sent again then"),
    SESSION_MAX_DEVICES(
            NUMBER, "1", "devices signed in at once per account: one more ends the oldest; 0 for any number"),
    SESSION_MAX_TABS(NUMBER, "3", "open tabs per account; 0 for any number"),
    SESSION_HEARTBEAT(DURATION, "30s", "silence after which a socket is dead and tabs are freed; 0 for never"),
    SESSION_QUESTION_INTERVAL(DURATION, "5s", "least time between two questions of an account; 0 for none"),
    SESSION_TOKEN_LIFE(DURATION, "24h", "how long a login's token lives"),
    SESSION_REFRESH_LIFE(DURATION, "720h", "how long a refresh token lives"),
    SESSION_FRESH_ON_LOGIN(
            FLAG, "true", "whether a login opens a fresh conversation; else it goes on with the one used last"),
    SESSION_HISTORY(CHOICE, "keep", "what becomes of older conversations at a login", List.of("keep", "discard")),
    LOGIN_FAILURES(NUMBER, "5", "wrong passwords an account or address may try in a row before it must wait"),
    LOGIN_FAILURE_WINDOW(DURATION, "15m", "how long wrong passwords are remembered"),
    REGISTRATIONS_PER_DAY(NUMBER, "3", "registrations per address and day, loopback excepted"),
    CHAT_CONTEXT_MAX(
            NUMBER,
            "100",
            "messages a simple chat's dialog has before it is full; 0 for as many as the model has room for"),
    CHAT_CONTEXT_OVERFLOW(
            CHOICE,
            "reset",
            "what a full dialog does: start over with its preset, or drop the oldest message",
            List.of("reset", "slide")),
    TRIAL_CREDIT(MONEY, "1.00", "credit of a new account"),
    TRIAL_DAILY_CAP(MONEY, "10.00", "trial credit given per day in all, loopback registrations excepted"),
    CURRENCY(TEXT, "USD", "currency of all amounts"),
    TIMEZONE(ZONE, "UTC", "zone of quota days"),
    UNPRICED_MODELS(CHOICE, "allow", "who may use models without a price", List.of("allow", "operator", "refuse")),
    STREAM_TICK(DURATION, "15ms", "deltas that fall into one tick become one event"),
    STREAM_KEEP_ALIVE(DURATION, "15s", "silence after which a stream carries a comment"),
    STREAM_RETENTION(DURATION, "10m", "how long the events of an ended turn are kept"),
    STREAM_BACKLOG(NUMBER, "262144", "bytes a reader may lag behind before it gets the whole text instead"),
    BODY_WINDOW(
            DURATION,
            "30s",
            "time in which a body must come on by a kibibyte for each second, or its request is ended; 0 waits for ever"),
    SOCKETS_PER_ACCOUNT(NUMBER, "8", "event sockets an account may have open; 0 for any number"),
    SOCKETS_PER_ADDRESS(NUMBER, "64", "event sockets one address may have open; 0 for any number"),
    SOCKET_MESSAGES(NUMBER, "20", "messages a socket may send per second; 0 for any number"),
    MAX_RUNNING_TURNS(NUMBER, "4", "turns an account may have running at once"),
    MAX_RUNNING_TASKS(NUMBER, "12", "tasks an account may have running at once; 0 for any number"),
    TASK_RETENTION(DURATION, "168h", "how long a task that has ended is kept; 0 keeps it for ever"),
    TURNS_AT_ONCE(
            NUMBER,
            "8192",
            "turns that run at once in all; the rest wait, each account in its turn, and none gets more than it leaves free"),
    TURN_QUEUE(NUMBER, "1000", "turns that may wait for one to end; when so many do, a question is refused with 503"),
    TURN_QUEUE_WAIT(DURATION, "2m", "how long a turn waits at most before it ends as a fault, at no cost"),
    CHECKPOINT(DURATION, "1s", "how often the text of running answers is saved"),
    DRAIN(DURATION, "20s", "how long running turns may finish when the server stops"),
    UPSTREAM_CONNECT(DURATION, "5s", "time to connect to a provider"),
    UPSTREAM_FIRST_BYTE(DURATION, "60s", "time to a provider's first byte"),
    UPSTREAM_FIRST_CONTENT(DURATION, "120s", "time to a provider's first content"),
    UPSTREAM_GAP(DURATION, "30s", "time between two pieces of content"),
    UPSTREAM_TOTAL(DURATION, "600s", "time for one whole completion"),
    UPSTREAM_RETRY_BASE(DURATION, "250ms", "first wait before a retry; it doubles, with jitter"),
    UPSTREAM_RETRY_CAP(DURATION, "4s", "longest wait between retries of our own choosing"),
    UPSTREAM_RETRY_AFTER_CAP(DURATION, "10s", "longest wait a provider may ask for before the next model is tried"),
    UPSTREAM_BREAKER_FAILURES(
            NUMBER,
            "5",
            "failures in a row (a success takes one back) after which a provider, or one of its keys, is left alone"
                    + " for a while; 0 switches that off"),
    UPSTREAM_BREAKER_WINDOW(DURATION, "10s", "how long a failure counts towards that"),
    UPSTREAM_BREAKER_PAUSE(DURATION, "5s", "how long it is left alone before a single call looks again"),
    UPSTREAM_KEY_PAUSE(
            DURATION,
            "5m",
            "how long a key is passed over after its provider refused it, and the longest a provider may ask for; 0 leaves"
                    + " none out"),
    ANSWER_CACHE_TTL(DURATION, "1h", "how long an answer is kept for requests that take a kept one; 0 keeps none"),
    ANSWER_CACHE_SIZE(NUMBER, "33554432", "bytes of memory for kept answers; 0 keeps none"),
    STORY_DEADLINE(
            DURATION,
            "20s",
            "how long a story's event may take: what no model has told by then is told in safe words; 0 for as long as it takes"),
    STORY_PRESENCE(DURATION, "20s", "how long after a look a player of a story counts as being here"),
    SOURCE_PRIVATE_HOSTS(
            LIST,
            "",
            "hosts, or `host:port`, that pages are fetched from although they are on this machine or a private network,"
                    + " comma-separated"),
    SOURCE_ROBOTS(FLAG, "true", "whether pages are left alone that a site asks programs not to read"),
    SOURCE_CONTACT(
            TEXT, "", "address or page where encyclopedias can reach whoever runs this; nothing: the public URL"),
    SOURCE_ZHWIKI(
            ADDRESS,
            "https://zh.wikipedia.org/w/api.php",
            "`api.php` of the wiki that is asked as the Chinese Wikipedia; one on a private network is named in"
                    + " `RACONTEUR_SOURCE_PRIVATE_HOSTS` too"),
    SOURCE_WIKIPEDIA(
            ADDRESS,
            "https://en.wikipedia.org/w/api.php",
            "`api.php` of the wiki that is asked as the English Wikipedia"),
    SOURCE_BAIKE(ADDRESS, "https://baike.baidu.com", "where Baidu Baike is"),
    MAX_CHARACTERS(NUMBER, "1000", "characters an account may have"),
    CHARACTER_STORAGE(
            NUMBER, "268435456", "bytes that the cards, pictures and files of an account's characters may take"),
    KNOWLEDGE_STORAGE(NUMBER, "268435456", "bytes of text that the collections of knowledge of an account may have"),
    RESTORE_WINDOW(DURATION, "10m", "how long something deleted can be restored"),
    INSPECT_RETENTION(DURATION, "720h", "how long the parts of a prompt are kept for inspection"),
    DISCOVER_LOCAL_MODELS(
            FLAG, "true", "ask loopback Ollama and llama.cpp at start; what answers is offered to operators"),
    LOG_FORMAT(CHOICE, "plain", "how log lines look", List.of("plain", "json")),
    LOG_LEVEL(CHOICE, "info", "least level that is logged", List.of("error", "warn", "info", "debug")),
    LOG_CONTENT(FLAG, "false", "whether texts of messages may be logged");

    /** What values a setting takes. */
    public enum Kind {
        TEXT,
        SECRET,
        LIST,
        NUMBER,
        PORT,
        ZONE,
        ADDRESS,
        DURATION,
        MONEY,
        FLAG,
        CHOICE
    }

    private final Kind kind;
    private final String fallback;
    private final String meaning;
    private final List<String> choices;
    private final String waitsFor;

    Setting(Kind kind, String fallback, String meaning) {
        this(kind, fallback, meaning, List.of(), "");
    }

    Setting(Kind kind, String fallback, String meaning, String waitsFor) {
        this(kind, fallback, meaning, List.of(), waitsFor);
    }

    Setting(Kind kind, String fallback, String meaning, List<String> choices) {
        this(kind, fallback, meaning, choices, "");
    }

    Setting(Kind kind, String fallback, String meaning, List<String> choices, String waitsFor) {
        this.kind = kind;
        this.fallback = fallback;
        this.meaning = meaning;
        this.choices = choices;
        this.waitsFor = waitsFor;
    }

    /** The environment variable. */
    public String variable() {
        return "RACONTEUR_" + name();
    }

    public Kind kind() {
        return kind;
    }

    /** The value when nothing sets it; empty means none. */
    public String fallback() {
        return fallback;
    }

    public String meaning() {
        return meaning;
    }

    /** The values a {@link Kind#CHOICE} takes. */
    public List<String> choices() {
        return choices;
    }

    /** The feature that will read it, where that is not built yet; otherwise empty. */
    public String waitsFor() {
        return waitsFor;
    }
}
