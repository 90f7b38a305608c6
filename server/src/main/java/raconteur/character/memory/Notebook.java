package raconteur.character.memory;

import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import raconteur.character.CharacterId;
import raconteur.platform.AccountId;
import raconteur.platform.Caller;
import raconteur.platform.Code;
import raconteur.platform.Ids;
import raconteur.platform.Refusal;
import raconteur.platform.db.Database;
import raconteur.protocol.Memories;
import raconteur.protocol.MemoryChange;
import raconteur.task.TaskId;
import raconteur.turn.MessageId;

/** What a character remembers, as a person reads and rewrites it. What is another's is not there. Thread-safe. */
@Singleton
public final class Notebook {
    private final Database database;
    private final Paths paths;
    private final Chronicle chronicle;
    private final MemoryEvents events;
    private final Memory memory;
    private final Digestion digestion;
    private final Ids ids;
    private final InstantSource time;

    Notebook(
            Database database,
            Paths paths,
            Chronicle chronicle,
            MemoryEvents events,
            Memory memory,
            Digestion digestion,
            Ids ids,
            InstantSource time) {
        this.database = database;
        this.paths = paths;
        this.chronicle = chronicle;
        this.events = events;
        this.memory = memory;
        this.digestion = digestion;
        this.ids = ids;
        this.time = time;
    }

    /**
     * Where to look.
     *
     * @param conversation null for the standing one
     * @param leaf null for where the conversation stands
     */
    public record Place(
            CharacterId character,
            @Nullable UUID conversation,
            @Nullable MessageId leaf) {
        public Place(CharacterId character, @Nullable UUID conversation) {
            this(character, conversation, null);
        }
    }

    /** What is remembered there; {@link Code#NOT_FOUND} where the owner never talked with that character. */
    public Memories get(AccountId owner, Place place) {
        return view(database.read(tx -> page(tx, owner, place)));
    }

    private Chronicle.Page page(Handle tx, AccountId owner, Place place) {
        var conversation = place.conversation() == null
                ? paths.standing(tx, owner, place.character())
                : Optional.of(place.conversation());
        return conversation
                .flatMap(id -> chronicle.read(tx, owner, id, place.leaf()))
                .filter(page -> page.path().character().equals(place.character()))
                .orElseThrow(() -> new Refusal(Code.NOT_FOUND));
    }

    /**
     * Has it remember other things from where the conversation stands on; what is remembered on other branches stays.
     *
     * @throws Refusal {@link Code#VERSION_CONFLICT} when the conversation or the memory moved on,
     *     {@link Code#INVALID_REQUEST} when a line is named that is not there
     */
    public Memories rewrite(AccountId owner, Place place, MemoryChange change) {
        return view(database.transact(tx -> {
            var page = page(tx, owner, place);
            var leaf = page.path().leaf().map(MessageId::value).orElse(null);
            var version = change.version();
            if (!change.leaf().equals(leaf)
                    || (version != null && version != page.basis().size())) {
                throw moved(page);
            }
            var revised = revised(page.memory(), change);
            if (!revised.isNothing() && !chronicle.append(tx, page, revised)) {
                throw moved(page);
            }
            return page(tx, owner, place);
        }));
    }

    private static Refusal moved(Chronicle.Page page) {
        var refusal =
                new Refusal(Code.VERSION_CONFLICT).with("version", page.basis().size());
        page.path().leaf().ifPresent(leaf -> refusal.with("leaf", leaf.toString()));
        return refusal;
    }

    /** What has to happen so that it is as it is wanted. */
    private MemoryEvent.Revised revised(Remembrance now, MemoryChange change) {
        var kept = new HashSet<UUID>();
        var changed = new ArrayList<MemoryEvent.Change>();
        var shortTerm = new ArrayList<Line>();
        var longTerm = new ArrayList<Line>();
        var lines = byId(now.shortTerm());
        for (var wanted : change.shortTerm()) {
            if (wanted.id() == null) {
                shortTerm.add(line(wanted.text(), null));
            } else {
                var line = named(lines, wanted.id(), kept, "short_term");
                changed(line, wanted.text(), line.importance()).ifPresent(changed::add);
            }
        }
        lines = byId(now.longTerm());
        for (var wanted : change.longTerm()) {
            if (wanted.id() == null) {
                longTerm.add(line(wanted.text(), wanted.importance()));
            } else {
                var line = named(lines, wanted.id(), kept, "long_term");
                var importance = wanted.importance() == null ? line.importance() : wanted.importance();
                changed(line, wanted.text(), importance).ifPresent(changed::add);
            }
        }
        var removed = new ArrayList<UUID>();
        now.shortTerm().stream().map(Line::id).filter(id -> !kept.contains(id)).forEach(removed::add);
        now.longTerm().stream().map(Line::id).filter(id -> !kept.contains(id)).forEach(removed::add);
        return new MemoryEvent.Revised(removed, changed, shortTerm, longTerm);
    }

    private static Map<UUID, Line> byId(List<Line> lines) {
        return lines.stream().collect(Collectors.toMap(Line::id, line -> line));
    }

    private static Line named(Map<UUID, Line> lines, @Nullable UUID id, Set<UUID> kept, String field) {
        var line = id == null ? null : lines.get(id);
        if (line == null || !kept.add(line.id())) {
            throw Refusal.invalid(field, "there is no such line, or it is named twice", "没有该条记忆，或重复指定");
        }
        return line;
    }

    private static Optional<MemoryEvent.Change> changed(Line line, String wanted, @Nullable Integer importance) {
        var text = Texts.oneLine(wanted);
        requireWords(text);
        return text.equals(line.text()) && Objects.equals(importance, line.importance())
                ? Optional.empty()
                : Optional.of(new MemoryEvent.Change(line.id(), text, importance));
    }

    private Line line(String wanted, @Nullable Integer importance) {
        var text = Texts.oneLine(wanted);
        requireWords(text);
        return new Line(ids.next(), text, List.of(), null, importance, time.instant());
    }

    private static void requireWords(String text) {
        if (text.isEmpty()) {
            throw Refusal.invalid("text", "say something", "请输入内容");
        }
    }

    /** Takes a line out for good, on every branch and in every fork; {@link Code#NOT_FOUND} where there is none. */
    public void erase(AccountId owner, CharacterId character, UUID line) {
        database.transact(tx -> {
            var named = events.naming(tx, owner, character, line);
            var erased = named.stream()
                    .filter(row -> row.event() instanceof MemoryEvent.Erased)
                    .map(MemoryEvents.Row::message)
                    .collect(Collectors.toSet());
            var born = new LinkedHashMap<MessageId, MemoryEvents.Row>();
            named.stream()
                    .filter(row -> row.event().made().stream()
                            .anyMatch(made -> made.id().equals(line)))
                    .filter(row -> !erased.contains(row.message()))
                    .forEach(row -> born.put(row.message(), row));
            if (born.isEmpty()) {
                throw new Refusal(Code.NOT_FOUND);
            }
            for (var row : born.values()) {
                var event = new MemoryEvent.Erased(List.of(line));
                if (!events.append(tx, owner, character, row.conversation(), row.message(), event)) {
                    throw new Refusal(Code.VERSION_CONFLICT);
                }
            }
            return true;
        });
    }

    /**
     * Has all compressed that may be: everything but the last exchanges.
     *
     * @return nothing when there is nothing to do, or it is being done
     */
    public Optional<TaskId> compress(Caller caller, Place place) {
        var page = database.read(tx -> page(tx, caller.account(), place));
        return page.path()
                .leaf()
                .flatMap(leaf -> memory.order(caller, new Errand(page.path().conversation(), leaf, true)));
    }

    private Memories view(Chronicle.Page page) {
        var memory = page.memory();
        var budgets = page.budgets();
        return new Memories(
                page.path().conversation(),
                page.path().leaf().map(MessageId::value).orElse(null),
                page.basis().size(),
                memory.shortTerm().stream().map(Notebook::shown).toList(),
                memory.longTerm().stream().map(Notebook::shown).toList(),
                new Memories.Sizes(budgets.session(), budgets.shortTerm(), budgets.longTerm()),
                new Memories.Sizes(
                        Upkeep.session(page.path(), memory),
                        Remembrance.length(memory.shortTerm()),
                        Remembrance.length(memory.longTerm())),
                digestion.isBusy(page.path().conversation()));
    }

    private static Memories.Line shown(Line line) {
        var about = line.about();
        return new Memories.Line(
                line.id(),
                line.text(),
                line.messages().stream().map(MessageId::value).toList(),
                about == null ? null : new Memories.Who(about.id(), about.name()),
                line.importance(),
                line.at());
    }
}
