package raconteur.conversation.migration;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import raconteur.character.CharacterId;
import raconteur.character.Characters;
import raconteur.character.bookshelf.Bookshelf;
import raconteur.character.bookshelf.Place;
import raconteur.character.tavern.Chat;
import raconteur.conversation.ConversationId;
import raconteur.conversation.Transcripts;
import raconteur.platform.Code;
import raconteur.platform.Ids;
import raconteur.platform.Refusal;
import raconteur.platform.Text;
import raconteur.platform.db.Database;
import raconteur.protocol.Conversation;

/** Makes conversations of chats: one is there when it is whole. Thread-safe. */
@Singleton
final class Chats {
    /** Messages that are written at once. */
    static final int PIECE = 500;

    /** Conversations of an account, above which no more are brought. */
    private static final int MOST = 10_000;

    private final Database database;
    private final Transcripts transcripts;
    private final Characters characters;
    private final Bookshelf bookshelf;
    private final Ids ids;

    Chats(Database database, Transcripts transcripts, Characters characters, Bookshelf bookshelf, Ids ids) {
        this.database = database;
        this.transcripts = transcripts;
        this.characters = characters;
        this.bookshelf = bookshelf;
        this.ids = ids;
    }

    /**
     * Makes one, unless that was done.
     *
     * @param owner whose chat it is, of those that the archive brought
     * @param books lorebooks of the archive by their names
     */
    void take(Run run, Chat chat, Optional<People.Person> owner, Map<String, UUID> books) {
        var folder = chat.character().isEmpty() ? "" : chat.character() + "/";
        var source = run.source(Mark.Kind.CONVERSATION, folder + chat.name() + ".jsonl");
        var known = run.made(source);
        if (known != null && known.isWhole()) {
            return;
        }
        if (known != null) {
            drop(run, known);
        }
        var character = owner.or(() -> own(run, chat)).orElse(null);
        var latest = run.task().createdAt();
        var lines = Lines.all(chat, run.caller(), character, ids, latest);
        var made = beginning(chat, character, latest);
        var book = books.get(chat.metadata().json().path("world_info").asText(""));
        var mark = run.keep(tx -> {
            begin(tx, run, made, book);
            return new Mark(
                    source,
                    made.id().value(),
                    made.title(),
                    character == null ? null : character.id().value(),
                    lines.size(),
                    false,
                    remarks(chat, character, book));
        });
        try {
            write(run, mark, lines, Lines.leaf(chat));
        } catch (Stopped stopped) {
            throw stopped;
        } catch (RuntimeException failure) {
            drop(run, mark);
            throw failure;
        }
        transcripts.tell(run.owner(), made.id());
    }

    /** One that was there before, where the archive brings chats without their card. */
    private Optional<People.Person> own(Run run, Chat chat) {
        var name = chat.characterName().isBlank() ? chat.character() : chat.characterName();
        return database.read(tx -> characters.named(tx, run.owner(), name)).stream()
                .findFirst()
                .map(sheet -> new People.Person(sheet.id(), sheet.name(), "", "", false));
    }

    private Transcripts.Beginning beginning(Chat chat, People.@Nullable Person character, Instant latest) {
        var title = chat.name().isBlank() && character != null ? character.name() : chat.name();
        return new Transcripts.Beginning(
                new ConversationId(ids.next()),
                Lines.cut(title, Lines.TITLE),
                character == null
                        ? null
                        : new Conversation.Speaker(character.id().value(), character.name(), null),
                ids.next().getLeastSignificantBits(),
                Lines.began(chat, latest));
    }

    private void begin(Handle tx, Run run, Transcripts.Beginning made, @Nullable UUID book) {
        if (transcripts.count(tx, run.owner()) >= MOST) {
            throw new Refusal(
                    Code.CONFLICT,
                    new Text(
                            "There are %,d conversations, and no more are taken in.".formatted(MOST),
                            "对话数量已达上限，无法继续导入。"));
        }
        transcripts.begin(tx, run.owner(), made);
        if (book != null) {
            bookshelf.open(
                    tx,
                    run.owner(),
                    book,
                    new Place(Place.Kind.CONVERSATION, made.id().value()));
        }
    }

    private void write(Run run, Mark mark, List<Transcripts.Line> lines, int leaf) {
        var id = new ConversationId(mark.made());
        for (var from = 0; from < lines.size(); from += PIECE) {
            var piece = lines.subList(from, Math.min(lines.size(), from + PIECE));
            run.change(tx -> transcripts.add(tx, run.owner(), id, piece));
        }
        run.change(tx -> {
            transcripts.end(
                    tx, run.owner(), id, lines.get(leaf).id(), lines.get(leaf).at());
            run.complete(tx, mark.source());
        });
    }

    /** What was not written to its end is written from its beginning. */
    private void drop(Run run, Mark mark) {
        run.change(tx -> {
            transcripts.erase(tx, run.owner(), new ConversationId(mark.made()));
            run.unmark(tx, mark.source());
        });
    }

    private static List<Text> remarks(Chat chat, People.@Nullable Person character, @Nullable UUID book) {
        var remarks = new ArrayList<Text>();
        var metadata = chat.metadata().json();
        if (character == null) {
            remarks.add(new Text(
                    "There is no character that it could be with: it is kept as a conversation without one.",
                    "没有可对应的角色，已作为无角色的对话保留。"));
        }
        var timed = metadata.path("timedWorldInfo");
        if (!timed.path("sticky").isEmpty() || !timed.path("cooldown").isEmpty()) {
            remarks.add(new Text("Timers of lorebook entries are not taken over.", "世界书条目的计时状态未导入。"));
        }
        if (!metadata.path("note_prompt").asText("").isBlank()) {
            remarks.add(new Text("The author's note is not taken over.", "作者注释未导入。"));
        }
        if (!metadata.path("variables").isEmpty()) {
            remarks.add(new Text("Variables are not taken over.", "变量未导入。"));
        }
        var world = metadata.path("world_info").asText("");
        if (book == null && !world.isBlank()) {
            remarks.add(new Text(
                    "It names the lorebook " + world + ", which is not in the archive.",
                    "其引用的世界书 " + world + " 不在压缩包中。"));
        }
        return remarks;
    }

    /** Goes on with the last of each character where only that is named, if nothing else is gone on with yet. */
    void stand(Handle tx, Run run, List<Mark> marks) {
        for (var mark : marks.reversed()) {
            var character = mark.character();
            if (character != null && mark.isWhole()) {
                transcripts.stand(tx, run.owner(), new ConversationId(mark.made()), new CharacterId(character));
            }
        }
    }
}
