package raconteur.account;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import raconteur.platform.Caller;
import raconteur.platform.Code;
import raconteur.platform.Refusal;
import raconteur.platform.Setting;
import raconteur.platform.Settings;
import raconteur.platform.Text;
import raconteur.platform.db.Database;
import raconteur.platform.db.StoredSettings;

/**
 * Who gets in, as the operator wants it: what the environment says, else what was said in the app, else the default.
 * What was said in the app is believed for a second. Thread-safe.
 */
@Singleton
public final class Entrance {
    /** Who may register. */
    public enum Registration {
        OPEN,
        INVITE,
        CLOSED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether addresses are verified. */
    public enum Proof {
        NONE,
        OPTIONAL,
        MANDATORY;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What holds now.
     *
     * @param terms what new members accept, if anything
     * @param termsVersion counts the changes of the terms
     * @param fixed the fields that the environment says
     * @param version counts the changes made in the app
     */
    public record Rules(
            Registration registration,
            Proof proof,
            @Nullable String terms,
            int termsVersion,
            List<String> fixed,
            int version) {}

    /** What to change; null leaves a field as it was. */
    public record Change(
            @Nullable Registration registration,
            @Nullable Proof proof,
            @Nullable String terms,
            @Nullable Integer version) {}

    private record Said(
            @Nullable Registration registration,
            @Nullable Proof proof,
            @Nullable String terms,
            int termsVersion,
            int version) {}

    private record Believed(Rules rules, Instant until) {}

    private static final Logger LOG = Logger.getLogger(Entrance.class);
    private static final Duration BELIEVED = Duration.ofSeconds(1);
    private static final String NAME = "registration rules";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Database database;
    private final Settings settings;
    private final InstantSource time;
    private volatile @Nullable Believed believed;

    Entrance(Database database, Settings settings, InstantSource time) {
        this.database = database;
        this.settings = settings;
        this.time = time;
    }

    public Rules rules() {
        var known = believed;
        if (known != null && known.until().isAfter(time.instant())) {
            return known.rules();
        }
        var rules = rules(database.read(Entrance::said));
        believed = new Believed(rules, time.instant().plus(BELIEVED));
        return rules;
    }

    /**
     * Changes what the environment leaves open.
     *
     * @throws Refusal {@link Code#VERSION_CONFLICT} when it has moved on, {@link Code#CONFLICT} for a field that the
     *     environment says
     */
    public Rules change(Caller operator, Change change) {
        refuseFixed(Setting.REGISTRATION, change.registration());
        refuseFixed(Setting.EMAIL_VERIFICATION, change.proof());
        var said = database.transact(tx -> {
            var before = said(tx);
            if (change.version() != null && change.version() != before.version()) {
                throw new Refusal(Code.VERSION_CONFLICT).with("version", before.version());
            }
            var after = after(before, change);
            StoredSettings.put(tx, NAME, written(after));
            return after;
        });
        believed = null;
        LOG.infof(
                "Who gets in was changed: by=%s registration=%s email_verification=%s terms=%d",
                operator.account(), said.registration(), said.proof(), said.termsVersion());
        return rules(said);
    }

    private static Said after(Said before, Change change) {
        var terms = change.terms() == null ? before.terms() : change.terms().isBlank() ? null : change.terms();
        var same = terms == null ? before.terms() == null : terms.equals(before.terms());
        return new Said(
                change.registration() == null ? before.registration() : change.registration(),
                change.proof() == null ? before.proof() : change.proof(),
                terms,
                same ? before.termsVersion() : before.termsVersion() + 1,
                before.version() + 1);
    }

    private Rules rules(Said said) {
        var fixed = new ArrayList<String>();
        var registration = said.registration();
        if (registration == null || isFixed(Setting.REGISTRATION)) {
            registration =
                    Registration.valueOf(settings.text(Setting.REGISTRATION).toUpperCase(Locale.ROOT));
        }
        var proof = said.proof();
        if (proof == null || isFixed(Setting.EMAIL_VERIFICATION)) {
            proof = Proof.valueOf(settings.text(Setting.EMAIL_VERIFICATION).toUpperCase(Locale.ROOT));
        }
        if (isFixed(Setting.REGISTRATION)) {
            fixed.add("registration");
        }
        if (isFixed(Setting.EMAIL_VERIFICATION)) {
            fixed.add("email_verification");
        }
        return new Rules(registration, proof, said.terms(), said.termsVersion(), List.copyOf(fixed), said.version());
    }

    private boolean isFixed(Setting setting) {
        return !settings.all().getOrDefault(setting.variable(), "").isBlank();
    }

    private void refuseFixed(Setting setting, @Nullable Object wanted) {
        if (wanted != null && isFixed(setting)) {
            throw new Refusal(
                    Code.CONFLICT,
                    new Text(
                            setting.variable() + " says this. Change the variable and restart.",
                            "此项由 " + setting.variable() + " 设定，请修改该变量并重启。"));
        }
    }

    private static Said said(Handle tx) {
        return StoredSettings.find(tx, NAME).map(Entrance::parsed).orElse(new Said(null, null, null, 0, 0));
    }

    private static Said parsed(String json) {
        try {
            return JSON.readValue(json, Said.class);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("the stored rules of registration cannot be read", broken);
        }
    }

    private static String written(Said said) {
        try {
            return JSON.writeValueAsString(said);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
