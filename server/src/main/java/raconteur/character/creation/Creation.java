package raconteur.character.creation;

import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import raconteur.character.Allowance;
import raconteur.character.Category;
import raconteur.character.CharacterId;
import raconteur.character.CharacterSheet;
import raconteur.character.Characters;
import raconteur.character.Names;
import raconteur.platform.Caller;
import raconteur.platform.Code;
import raconteur.platform.Ids;
import raconteur.platform.Refusal;
import raconteur.platform.Text;
import raconteur.platform.db.Database;
import raconteur.protocol.CharacterTask;
import raconteur.protocol.CharacterWish;
import raconteur.source.Source;
import raconteur.task.Order;
import raconteur.task.Workshop;
import raconteur.turn.Repeats;
import raconteur.turn.Turns;

/** Has characters made. Thread-safe. */
@Singleton
public final class Creation {
    private final Workshop workshop;
    private final Characters characters;
    private final Sheets sheets;
    private final Allowance allowance;
    private final Repeats repeats;
    private final Turns turns;
    private final Database database;
    private final Ids ids;
    private final InstantSource time;

    Creation(
            Workshop workshop,
            Characters characters,
            Sheets sheets,
            Allowance allowance,
            Repeats repeats,
            Turns turns,
            Database database,
            Ids ids,
            InstantSource time) {
        this.workshop = workshop;
        this.characters = characters;
        this.sheets = sheets;
        this.allowance = allowance;
        this.repeats = repeats;
        this.turns = turns;
        this.database = database;
        this.ids = ids;
        this.time = time;
    }

    /**
     * Begins to make a character; it is there at once, and grows.
     *
     * @param key how the request is recognised when it comes again
     * @throws Refusal for what cannot be made; nothing has happened then
     */
    public CharacterTask begin(Caller caller, CharacterWish wish, @Nullable String key) {
        var wanted = wanted(caller, wish);
        var id = new CharacterId(ids.next());
        var sheet = CharacterSheet.blank(id, caller.account(), wanted.role(), wanted.language(), null, time.instant());
        var parts = wanted.isBlank()
                ? List.<String>of()
                : Facet.ALL.stream().map(Facet::key).toList();
        var order = new Order(
                caller,
                Making.KIND,
                id.value(),
                wanted.write(),
                parts,
                once(key, wish.clientRequestId(), "create", wanted.write()));
        var taken = workshop.start(order, (tx, task) -> {
            allowance.another(tx, caller.account());
            characters.insert(tx, sheet);
            sheets.occupy(tx, caller.account(), id, task.id().value());
        });
        return answer(taken);
    }

    private static CharacterTask answer(Workshop.Taken taken) {
        return new CharacterTask(
                taken.task().id().value(), Sheets.of(taken.task()).value());
    }

    private Wanted wanted(Caller caller, CharacterWish wish) {
        var role = Names.require(wish.role());
        var isBlank = wish.source().equals(Wanted.BLANK);
        var source = isBlank ? null : Source.of(wish.source()).orElseThrow();
        if (source == Source.TEXT && isBlank(wish.text())) {
            throw Refusal.invalid("text", "paste a text", "请粘贴文本");
        }
        if ((source == Source.URL || source == Source.MEDIAWIKI) && isBlank(wish.url())) {
            throw Refusal.invalid(
                    "url", "an address such as https://example.org/page", "请填写网址，例如 https://example.org/page");
        }
        var model = Wanted.model(wish.model());
        if (!isBlank) {
            turns.resolve(model); // says so at once where there is none
        }
        var language = wish.language();
        return new Wanted(
                role,
                wish.source(),
                wish.url(),
                source == Source.TEXT ? wish.text() : null,
                isBlank(wish.choice()) ? null : wish.choice(),
                model,
                Detail.of(wish.detail()),
                language == null ? caller.language().name().toLowerCase(Locale.ROOT) : language,
                null);
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }

    /**
     * Writes one part of an own character again: a category that failed or of which nothing is known, or {@code brief};
     * by the model that was asked for the last one, and at the same length.
     *
     * @throws Refusal {@link Code#NOT_FOUND} when there is no such character or part; {@link Code#CONFLICT} when it was
     *     written, or there is nothing to write it from
     */
    public CharacterTask again(Caller caller, CharacterId id, String part, @Nullable String key) {
        var owner = caller.account();
        var facet = Facet.of(part).orElseThrow(() -> new Refusal(Code.NOT_FOUND));
        var sheet = database.read(tx -> characters.find(tx, owner, id)).orElseThrow(() -> new Refusal(Code.NOT_FOUND));
        var before = workshop.last(owner, Making.KIND, id.value()).map(task -> Wanted.read(task.input()));
        var wanted = new Wanted(
                sheet.name(),
                Source.TEXT.word(),
                null,
                null,
                null,
                before.map(Wanted::model).orElseGet(() -> Wanted.model(sheet.model())),
                before.map(Wanted::detail).orElse(Detail.CONCISE),
                sheet.language(),
                facet);
        var order = new Order(
                caller,
                Making.KIND,
                id.value(),
                wanted.write(),
                List.of(facet.key()),
                once(key, null, "again", id, facet.key()));
        return answer(workshop.start(order, (tx, task) -> {
            var now = characters.find(tx, owner, id).orElseThrow(() -> new Refusal(Code.NOT_FOUND));
            if (isWritten(now, facet)) {
                throw conflict("This part is written. Change it, or empty it first.", "该部分已有内容，请直接修改，或先清空。");
            }
            if (characters.sourceText(tx, owner, id).isEmpty()) {
                throw conflict("There is no text to write it from.", "没有可供撰写的来源文本。");
            }
            sheets.occupy(tx, owner, id, task.id().value());
        }));
    }

    private static boolean isWritten(CharacterSheet sheet, Facet facet) {
        var category = facet.category();
        return category == null ? !sheet.brief().isBlank() : sheet.profile().state(category) == Category.State.DONE;
    }

    private static Refusal conflict(String en, String zh) {
        return new Refusal(Code.CONFLICT, new Text(en, zh));
    }

    private Order.@Nullable Once once(@Nullable String header, @Nullable String field, Object... asked) {
        var once = repeats.once(header, field, asked);
        return once == null ? null : new Order.Once(once.key(), once.fingerprint());
    }
}
