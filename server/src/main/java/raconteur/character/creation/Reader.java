package raconteur.character.creation;

import jakarta.inject.Singleton;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import raconteur.character.Origin;
import raconteur.platform.Code;
import raconteur.platform.Refusal;
import raconteur.platform.db.Database;
import raconteur.source.Meaning;
import raconteur.source.Page;
import raconteur.source.Reading;
import raconteur.source.Remark;
import raconteur.source.Source;
import raconteur.source.Sources;
import raconteur.source.Wish;
import raconteur.task.Progress;
import raconteur.task.Standing;

/** Has the text that a character is made from: once, also over a restart. Thread-safe. */
@Singleton
final class Reader {
    private static final int LEAST = 20;

    private final Sources sources;
    private final Sheets sheets;
    private final Database database;
    private final InstantSource time;

    Reader(Sources sources, Sheets sheets, Database database, InstantSource time) {
        this.sources = sources;
        this.sheets = sheets;
        this.database = database;
        this.time = time;
    }

    /**
     * The text.
     *
     * @throws Refusal if it cannot be had, or is not about whom it should be; then the task's result has the choices
     */
    String read(Progress progress, Wanted wanted) throws InterruptedException {
        var task = progress.task();
        var kept = database.read(tx -> java.util.Optional.ofNullable(sheets.source(tx, task)));
        if (kept.isPresent()) {
            return kept.get();
        }
        progress.tell(now -> now.at(10, "fetch"));
        var source = Source.of(wanted.source()).orElseThrow();
        return switch (sources.read(new Wish(source, wanted.role(), wanted.choice(), wanted.url(), wanted.text()))) {
            case Reading.Found found -> keep(progress, wanted, source, found);
            case Reading.Namesakes(var choices) -> throw choose(progress, choices, Code.SOURCE_NAMESAKES);
            case Reading.Missing(var near) -> throw choose(progress, near, Code.SOURCE_MISSING);
        };
    }

    private String keep(Progress progress, Wanted wanted, Source source, Reading.Found found)
            throws InterruptedException {
        var page = found.page();
        var text = Plain.source(found.text()).strip();
        if (isEmpty(page, text)) {
            throw new Refusal(Code.SOURCE_EMPTY);
        }
        // whoever chose a page, or gave its address, has said that it is the one
        var isConfirmed = wanted.choice() != null || !source.isSearched();
        if (found.remarks().contains(Remark.OTHER_TITLE) && !isConfirmed) {
            throw choose(progress, List.of(choice(page)), Code.SOURCE_OTHER);
        }
        var language = progress.task().caller().language();
        var origin = origin(source, page, text);
        progress.keep(
                now -> {
                    var told = now.at(40, "write");
                    for (var remark : found.remarks()) {
                        told = told.with(Outcomes.warned(told.result(), remark.name(), remark.sentence(), language));
                    }
                    var image = page.image();
                    return image == null ? told : told.with(Outcomes.pictured(told.result(), image));
                },
                tx -> {
                    sheets.keepSource(tx, progress.task(), text);
                    sheets.change(tx, progress.task(), sheet -> sheet.with(origin));
                });
        return text;
    }

    private static boolean isEmpty(Page page, String text) {
        var heading = page.title().codePointCount(0, page.title().length());
        return page.isEmpty() || text.codePointCount(0, text.length()) - heading < LEAST;
    }

    private static Refusal choose(Progress progress, List<Meaning> meanings, Code code) throws InterruptedException {
        progress.tell((Standing now) -> now.with(Outcomes.choices(now.result(), meanings)));
        return new Refusal(code);
    }

    private static Meaning choice(Page page) {
        var summary = page.summary();
        var most = Math.min(200, summary.codePointCount(0, summary.length()));
        return new Meaning(
                page.title(), summary.substring(0, summary.offsetByCodePoints(0, most)), text(page.address()));
    }

    private static String text(@Nullable URI address) {
        return address == null ? "" : address.toString();
    }

    private Origin origin(Source source, Page page, String text) {
        var address = page.address();
        var licence = page.licence();
        return new Origin(
                source.word(),
                page.title(),
                address == null ? null : address.toString(),
                page.revision(),
                licence.name().isEmpty() ? null : licence.name(),
                licence.address(),
                time.instant(),
                text.codePointCount(0, text.length()));
    }
}
