package raconteur.conversation.migration;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import raconteur.character.CharacterId;
import raconteur.character.Intake;
import raconteur.character.bookshelf.Bookshelf;
import raconteur.character.bookshelf.Place;
import raconteur.character.tavern.Chat;
import raconteur.character.tavern.Group;
import raconteur.character.tavern.GroupChat;
import raconteur.character.tavern.Taker;
import raconteur.character.tavern.TavernCard;
import raconteur.character.tavern.World;
import raconteur.platform.Code;
import raconteur.platform.Ids;
import raconteur.platform.Refusal;
import raconteur.platform.Text;

/** Takes what is found in a folder, a thing at a time, and makes of it what it is here. For one thread. */
final class Moving implements Taker {
    private static final Logger LOG = Logger.getLogger(Moving.class);

    private final Run run;
    private final Intake intake;
    private final Bookshelf bookshelf;
    private final Chats chats;
    private final Groups groups;
    private final Ids ids;
    private final People people = new People();
    private final Map<String, UUID> books = new HashMap<>();

    Moving(Run run, Intake intake, Bookshelf bookshelf, Chats chats, Groups groups, Ids ids) {
        this.run = run;
        this.intake = intake;
        this.bookshelf = bookshelf;
        this.chats = chats;
        this.groups = groups;
        this.ids = ids;
    }

    /** What a file is at fault for, its owner reads; what the server is, stops the run or is looked into. */
    private void taken(String step, Runnable taking) {
        run.next(step);
        try {
            taking.run();
        } catch (Stopped stopped) {
            throw stopped;
        } catch (Refusal refusal) {
            if (Stopped.isPassing(refusal)) {
                throw new Stopped(refusal);
            }
            throw refusal;
        } catch (RuntimeException bug) {
            LOG.errorf(
                    bug,
                    "Something of a folder could not be taken in: task=%s",
                    run.task().id());
            throw new Refusal(Code.INTERNAL);
        }
    }

    @Override
    public void take(TavernCard card) {
        taken("characters", () -> {
            var mark = character(card);
            var sheet = card.reading().file().card();
            var world = sheet.extensions().json().path("world").asText("");
            people.add(
                    new People.Person(
                            new CharacterId(mark.made()), mark.name(), card.file(), world, sheet.book() != null),
                    card.stem(),
                    sheet.name());
        });
    }

    private Mark character(TavernCard card) {
        var source = run.source(Mark.Kind.CHARACTER, card.file());
        var known = run.made(source);
        if (known != null) {
            return known;
        }
        var ready = intake.ready(run.owner(), card.reading());
        return run.keep(tx -> {
            intake.keep(tx, ready);
            var made = ready.taken().sheet();
            return Mark.whole(
                    source, made.id().value(), made.name(), ready.taken().warnings());
        });
    }

    @Override
    public void take(World world) {
        taken("lorebooks", () -> books.putIfAbsent(world.name(), lorebook(world).made()));
    }

    private Mark lorebook(World world) {
        var source = run.source(Mark.Kind.LOREBOOK, world.name() + ".json");
        var known = run.made(source);
        if (known != null) {
            return known;
        }
        var ready = bookshelf.ready(
                world.json().json().toString().getBytes(StandardCharsets.UTF_8),
                world.name().isBlank() ? "?" : Lines.cut(world.name(), Lines.TITLE));
        var isFirst = !books.containsKey(world.name());
        return run.keep(tx -> {
            var id = bookshelf.keep(tx, run.owner(), ready);
            if (isFirst) {
                people.naming(world.name())
                        .forEach(one -> bookshelf.open(
                                tx,
                                run.owner(),
                                id,
                                new Place(Place.Kind.CHARACTER, one.id().value())));
            }
            return Mark.whole(source, id, ready.name(), ready.remarks());
        });
    }

    @Override
    public void take(Chat chat) {
        taken("chats", () -> chats.take(run, chat, people.of(chat), books));
    }

    @Override
    public void take(Group group) {
        taken("groups", () -> {
            var json = group.json().json();
            var members = people.members(json.path("members")).toString();
            keep(Mark.Kind.GROUP, group.name(), ".json", members, json::toString);
        });
    }

    @Override
    public void take(GroupChat chat) {
        taken(
                "groups",
                () -> keep(Mark.Kind.GROUP_CHAT, chat.name(), ".jsonl", "{}", () -> {
                    var lines = JsonNodeFactory.instance.arrayNode();
                    chat.lines().forEach(line -> lines.add(line.json()));
                    return lines.toString();
                }));
    }

    private void keep(Mark.Kind kind, String name, String ending, String members, Supplier<String> body) {
        var source = run.source(kind, name + ending);
        if (run.made(source) == null) {
            var kept = new Groups.Kept(ids.next(), kind, name, members, body.get());
            run.keep(tx -> {
                groups.keep(tx, run.owner(), kept);
                return Mark.whole(source, kept.id(), name, List.of());
            });
        }
    }

    /** Lorebooks that cards name and neither they nor the archive bring, by the cards' files. */
    List<Report.Problem> missing() {
        var missing = new ArrayList<Report.Problem>();
        for (var one : people.all()) {
            if (!one.world().isBlank() && !one.hasBook() && !books.containsKey(one.world())) {
                missing.add(new Report.Problem(
                        one.file(),
                        new Text(
                                "It names the lorebook " + one.world() + ", which is not in the archive.",
                                "其引用的世界书 " + one.world() + " 不在压缩包中。")));
            }
        }
        return missing;
    }
}
