package raconteur.character;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import raconteur.account.picture.Portraits;
import raconteur.character.card.CardFile;
import raconteur.character.card.CardReading;
import raconteur.platform.AccountId;
import raconteur.platform.Caller;
import raconteur.platform.Code;
import raconteur.platform.Ids;
import raconteur.platform.Language;
import raconteur.platform.Refusal;
import raconteur.platform.Text;
import raconteur.platform.db.Database;
import raconteur.protocol.CardImport;

/** Takes in cards that people bring, each by itself: one that cannot be taken stops no other. Thread-safe. */
@Singleton
public final class Intake {
    /** Files of one request at most. */
    public static final int MOST = 20;

    private static final Logger LOG = Logger.getLogger(Intake.class);

    private final Database database;
    private final Characters characters;
    private final CharacterFiles files;
    private final Allowance allowance;
    private final Portraits portraits;
    private final Ids ids;
    private final InstantSource time;

    Intake(
            Database database,
            Characters characters,
            CharacterFiles files,
            Allowance allowance,
            Portraits portraits,
            Ids ids,
            InstantSource time) {
        this.database = database;
        this.characters = characters;
        this.files = files;
        this.allowance = allowance;
        this.portraits = portraits;
        this.ids = ids;
        this.time = time;
    }

    /** A file that was sent. */
    @SuppressWarnings("ArrayRecordComponent") // bytes that nobody compares
    public record Sent(String name, byte[] bytes) {}

    /** What is kept of a card, and what was not as it should be. */
    public record Taken(CharacterSheet sheet, CardReading reading, List<Text> warnings) {}

    /** Takes in as many as can be, and says what became of each. */
    public CardImport take(Caller caller, List<Sent> sent) {
        return new CardImport(sent.stream().map(one -> item(caller, one)).toList());
    }

    private CardImport.Item item(Caller caller, Sent sent) {
        var name = Bounds.line(sent.name());
        try {
            var taken = take(caller.account(), sent.bytes());
            return new CardImport.Item(
                    name,
                    taken.sheet().id().value(),
                    taken.sheet().name(),
                    taken.reading().version().name().toLowerCase(Locale.ROOT),
                    taken.warnings().stream()
                            .map(one -> one.in(caller.language()))
                            .toList(),
                    null);
        } catch (Refusal refusal) {
            return failed(name, refusal, caller.language());
        } catch (RuntimeException failure) {
            LOG.error("A card could not be taken in", failure);
            return failed(name, new Refusal(Code.INTERNAL), caller.language());
        }
    }

    private static CardImport.Item failed(String file, Refusal refusal, Language language) {
        return new CardImport.Item(
                file,
                null,
                null,
                null,
                List.of(),
                new CardImport.Fault(refusal.code().name(), refusal.detail().in(language)));
    }

    /**
     * Takes in one card.
     *
     * @throws Refusal as {@link CardFile#read} does, and {@link Code#CONFLICT} for more than the account may have
     */
    public Taken take(AccountId owner, byte[] file) {
        var ready = ready(owner, CardFile.read(file));
        database.transact(tx -> {
            keep(tx, ready);
            return ready;
        });
        return ready.taken();
    }

    /** A card that was read, drawn and only needs to be kept. */
    @SuppressWarnings("ArrayRecordComponent") // a picture that nobody compares
    public record Ready(Taken taken, byte @Nullable [] portrait) {}

    /** Makes a character of a card, and draws its picture. */
    public Ready ready(AccountId owner, CardReading reading) {
        var warnings = new ArrayList<Text>();
        reading.notes()
                .forEach(note -> warnings.add(new Text(
                        note.field() + " " + note.message().en(),
                        note.field() + "：" + note.message().zh())));
        var sheet = sheet(owner, reading, warnings);
        var portrait = portrait(reading.file(), warnings);
        return new Ready(new Taken(sheet, reading, List.copyOf(warnings)), portrait);
    }

    /** Keeps it; {@link Code#CONFLICT} for more than the account may have. */
    public void keep(Handle tx, Ready ready) {
        var sheet = ready.taken().sheet();
        var file = ready.taken().reading().file();
        var owner = sheet.owner();
        allowance.another(tx, owner);
        characters.insert(tx, sheet);
        files.keep(tx, owner, sheet.id(), file.files());
        if (ready.portrait() != null) {
            files.show(tx, owner, sheet.id(), Portrait.Kind.CARD, ready.portrait(), file.picture());
        }
        allowance.room(tx, owner);
    }

    private CharacterSheet sheet(AccountId owner, CardReading reading, List<Text> warnings) {
        var card = reading.file().card();
        var name = Names.near(card.name(), "?");
        if (!name.equals(card.name())) {
            warnings.add(new Text("name is shown shortened or without what cannot be seen", "name：已缩短或去除不可见字符后显示"));
        }
        var now = Instant.ofEpochMilli(time.millis());
        return Composition.imported(new CharacterSheet(
                new CharacterId(ids.next()),
                owner,
                name,
                Bounds.briefOf(card.credits().notes()),
                "",
                null,
                Visibility.PRIVATE,
                card,
                Profile.EMPTY,
                null,
                CharacterSheet.Stamp.first(now)));
    }

    /** The picture that shows it; none where it has none, or one that cannot be drawn. */
    private byte @Nullable [] portrait(CardFile file, List<Text> warnings) {
        var icon = file.icon();
        if (icon.isEmpty()) {
            return null;
        }
        try {
            return portraits.draw(icon.get(), Wardrobe.SIDE, null);
        } catch (Refusal refusal) {
            if (refusal.code() == Code.OVERLOADED) {
                throw refusal;
            }
            warnings.add(new Text(
                    "The picture cannot be shown: " + refusal.detail().en(),
                    "图片无法显示：" + refusal.detail().zh()));
            return null;
        }
    }
}
