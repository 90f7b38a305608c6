package raconteur.character.bookshelf;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import raconteur.character.lore.LoreEntry;
import raconteur.character.lore.LoreIndex;
import raconteur.character.lore.LoreSettings;
import raconteur.character.lore.Lorebook;
import raconteur.character.lore.Outcome;
import raconteur.character.lore.Pins;
import raconteur.character.lore.Reason;
import raconteur.character.lore.Scene;
import raconteur.character.lore.Shelf;
import raconteur.character.lore.Sighting;
import raconteur.character.lore.Timers;
import raconteur.character.lore.Weaving;
import raconteur.platform.Language;
import raconteur.platform.Refusal;
import raconteur.protocol.LorebookReport;
import raconteur.protocol.LorebookTrial;
import raconteur.provider.Completion;
import raconteur.turn.TokenCount;

/** Tries a lorebook on a text: which entries fire, and why, and where they would stand. Keeps nothing. */
final class TestBench {
    private static final int BUDGET = 2000;
    private static final int MOST_LETTERS = 1_000_000;
    private static final LorebookTrial.Settings USUAL =
            new LorebookTrial.Settings(null, null, null, null, null, null, null, null, null);

    private static final Map<String, LoreEntry.Source> SOURCES = Map.of(
            "persona", LoreEntry.Source.PERSONA,
            "description", LoreEntry.Source.DESCRIPTION,
            "personality", LoreEntry.Source.PERSONALITY,
            "depth_prompt", LoreEntry.Source.DEPTH_PROMPT,
            "scenario", LoreEntry.Source.SCENARIO,
            "creator_notes", LoreEntry.Source.CREATOR_NOTES);

    private TestBench() {}

    static LorebookReport report(Lorebook book, LorebookTrial trial, Language language) {
        var character = Objects.requireNonNullElse(trial.character(), "");
        var user = Objects.requireNonNullElse(trial.user(), "");
        UnaryOperator<String> names = text -> named(text, character, user);
        var wish = trial.settings() == null ? USUAL : trial.settings();
        var scene = scene(trial, character, user);
        var budget = Objects.requireNonNullElse(wish.budget(), BUDGET);
        var index = LoreIndex.of(List.of(new Shelf("book", Shelf.Owner.WORLD, book)), settings(wish), names);
        var outcome = index.scan(
                scene, Timers.NONE, Objects.requireNonNullElse(trial.seed(), 0L), budget, TestBench::tokens, names);
        var told = outcome.told();
        return new LorebookReport(
                new Verdicts(book, outcome, language).all(),
                outcome.tokens(),
                budget,
                outcome.full(),
                outcome.hurried(),
                outcome.disabled().stream().sorted().toList(),
                prompt(Weaving.atPosition(scene.path(), told)),
                prompt(Weaving.appendOnly(scene.path(), told, Pins.NONE, Integer.MAX_VALUE)));
    }

    static int tokens(String text) {
        return (int) Math.min(Integer.MAX_VALUE, TokenCount.about(text));
    }

    private static String named(String text, String character, String user) {
        return text.replace("{{char}}", character).replace("{{user}}", user);
    }

    private static LoreSettings settings(LorebookTrial.Settings wish) {
        var usual = LoreSettings.DEFAULT;
        return new LoreSettings(
                Objects.requireNonNullElse(wish.scanDepth(), usual.scanDepth()),
                Objects.requireNonNullElse(wish.recursive(), usual.recursive()),
                Objects.requireNonNullElse(wish.rounds(), usual.rounds()),
                Objects.requireNonNullElse(wish.caseSensitive(), usual.caseSensitive()),
                Objects.requireNonNullElse(wish.wholeWords(), usual.wholeWords()),
                Objects.requireNonNullElse(wish.names(), usual.names()),
                Objects.requireNonNullElse(wish.groupScoring(), usual.groupScoring()),
                Objects.requireNonNullElse(wish.leastFired(), usual.leastFired()),
                usual.deepest(),
                usual.order());
    }

    private static Scene scene(LorebookTrial trial, String character, String user) {
        var path = new ArrayList<Scene.Said>();
        for (var line : Objects.requireNonNullElse(trial.messages(), List.<LorebookTrial.Line>of())) {
            var role = Completion.Role.valueOf(line.role().toUpperCase(Locale.ROOT));
            var usual = role == Completion.Role.ASSISTANT ? character : user;
            path.add(said(path.size(), role, Objects.requireNonNullElse(line.name(), usual), line.text()));
        }
        if (trial.text() != null) {
            path.add(said(path.size(), Completion.Role.USER, user, trial.text()));
        }
        if (path.isEmpty()) {
            throw Refusal.invalid("text", "there is nothing to try it on", "请填写用于测试的文本");
        }
        var letters = path.stream().mapToLong(said -> said.text().length()).sum();
        if (letters > MOST_LETTERS) {
            throw Refusal.invalid("messages", "at most a million characters together", "总计最多一百万个字符");
        }
        return new Scene(
                path,
                sources(trial.sources()),
                List.of(),
                Objects.requireNonNullElse(trial.trigger(), "normal"),
                character,
                Set.copyOf(Objects.requireNonNullElse(trial.tags(), List.<String>of())),
                trial.greeting(),
                null,
                Set.of());
    }

    private static Scene.Said said(int place, Completion.Role role, String name, String text) {
        return new Scene.Said(Integer.toString(place), role, name, text);
    }

    private static Map<LoreEntry.Source, String> sources(@Nullable Map<String, String> texts) {
        var sources = new HashMap<LoreEntry.Source, String>();
        if (texts != null) {
            texts.forEach((name, text) -> {
                var source = SOURCES.get(name);
                if (source == null) {
                    throw Refusal.invalid("sources." + name, "there is no such source", "没有该来源");
                }
                sources.put(source, text);
            });
        }
        return sources;
    }

    static String word(Enum<?> one) {
        return one.name().toLowerCase(Locale.ROOT);
    }

    private static LorebookReport.Prompt prompt(Weaving.Woven woven) {
        var sections = new HashMap<String, List<String>>();
        woven.sections()
                .forEach((position, told) -> sections.put(
                        word(position),
                        told.stream().map(one -> one.entry().entry()).toList()));
        return new LorebookReport.Prompt(
                sections, woven.history().stream().map(TestBench::line).toList());
    }

    private static LorebookReport.Line line(Weaving.Line line) {
        var lore = line.lore();
        var message = line.message();
        return new LorebookReport.Line(
                word(line.role()),
                message == null ? null : Integer.valueOf(message),
                lore == null ? null : lore.entry());
    }

    /** What became of every entry of one book. For one report. */
    private record Verdicts(Lorebook book, Outcome outcome, Language language) {
        List<LorebookReport.Verdict> all() {
            var entries = new HashMap<String, LoreEntry>();
            book.entries().forEach(entry -> entries.put(entry.id(), entry));
            var verdicts = new HashMap<String, Outcome.Verdict>();
            outcome.verdicts().forEach(one -> verdicts.put(one.entry().entry(), one));
            var all = new ArrayList<LorebookReport.Verdict>();
            for (var told : outcome.told()) {
                var verdict =
                        Objects.requireNonNull(verdicts.remove(told.entry().entry()));
                all.add(verdict(verdict, told.order(), told.tokens(), told));
            }
            for (var entry : book.entries()) {
                var verdict = verdicts.get(entry.id());
                if (verdict != null) {
                    all.add(verdict(verdict, entry.order(), tokens(entry.content()), null));
                }
            }
            return all;
        }

        private LorebookReport.Verdict verdict(
                Outcome.Verdict verdict, int order, int tokens, Outcome.@Nullable Told told) {
            return new LorebookReport.Verdict(
                    verdict.entry().entry(),
                    verdict.title(),
                    told != null,
                    word(verdict.reason()),
                    verdict.reason().sentence().in(language),
                    verdict.key(),
                    where(verdict),
                    verdict.round(),
                    order,
                    tokens,
                    verdict.reason() == Reason.BUDGET,
                    told == null ? null : placement(told.placement()),
                    told == null ? null : told.text());
        }

        private static LorebookReport.@Nullable Where where(Outcome.Verdict verdict) {
            return switch (verdict.where()) {
                case null -> null;
                case Sighting.InMessage(var message) ->
                    new LorebookReport.Where("message", Integer.valueOf(message), null, null);
                case Sighting.InSource(var source) -> new LorebookReport.Where("source", null, word(source), null);
                case Sighting.InPrompt(var _) -> new LorebookReport.Where("source", null, "prompt", null);
                case Sighting.InEntry(var entry) -> new LorebookReport.Where("entry", null, null, entry.entry());
            };
        }

        private static LorebookReport.Placement placement(LoreEntry.Placement placement) {
            return new LorebookReport.Placement(
                    word(placement.position()),
                    placement.position() == LoreEntry.Position.DEPTH ? placement.depth() : null,
                    word(placement.role()),
                    placement.position() == LoreEntry.Position.OUTLET ? placement.outlet() : null);
        }
    }
}
