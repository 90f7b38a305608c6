package raconteur.character.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import raconteur.platform.Caller;
import raconteur.platform.db.EveryDatabase;
import raconteur.turn.MessageId;

/** {@link BranchTruthTest} in small, with everything real: database, tasks, turns and a model behind HTTP. */
@ParameterizedClass
@EnumSource(EveryDatabase.class)
class BranchesKeptTest {
    private static final int SEQUENCES = 6;
    private static final int STEPS = 22;

    private record Place(UUID talk, MessageId message) {}

    private final Village village;
    private final Caller ada;
    private final Random random = new Random(6);
    private final Map<MessageId, String> texts = new HashMap<>();
    private int words;

    BranchesKeptTest(EveryDatabase kind, @TempDir Path folder) {
        village = new Village(kind, folder).remembering();
        ada = village.member("ada", 160, 120, 140);
    }

    @AfterEach
    void end() {
        village.close();
    }

    @Test
    void aLeafRemembersAsIfItsPathWereAllThatEverWas() {
        var compared = 0;
        for (var sequence = 0; sequence < SEQUENCES; sequence++) {
            for (var leaf : life()) {
                assertThat(told(leaf)).as("sequence %d", sequence).isEqualTo(told(replayed(leaf)));
                compared++;
            }
        }
        System.out.printf("%d sequences, %d leaves, %d calls%n", SEQUENCES, compared, village.upstream.received());
        assertThat(village.upstream.received()).isGreaterThan(20);
    }

    /** Talks at random; some of the leaves it leaves. */
    private List<Place> life() {
        var talk = village.conversation(ada, Talks.LIN);
        var seen = new ArrayList<Place>();
        var now = exchange(new Place(talk, say(talk, null, false)));
        for (var step = 0; step < STEPS; step++) {
            var dice = random.nextInt(100);
            if (dice < 70) {
                now = exchange(now);
            } else if (dice < 85 && !seen.isEmpty()) {
                now = exchange(seen.get(random.nextInt(seen.size())));
            } else {
                now = fork(now);
            }
            seen.add(now);
        }
        return List.of(seen.getLast(), seen.get(random.nextInt(seen.size())));
    }

    private MessageId say(UUID talk, @org.jspecify.annotations.Nullable MessageId under, boolean person) {
        var text = "w" + words++ + "w 我在桥边等你 and so on";
        var id = village.say(ada, talk, under, person ? Talks.ADA : null, text);
        texts.put(id, text);
        return id;
    }

    private Place exchange(Place under) {
        var question = say(under.talk(), under.message(), true);
        return digested(new Place(under.talk(), say(under.talk(), question, false)));
    }

    private Place digested(Place at) {
        village.digest(ada, at.talk(), at.message())
                .ifPresent(ended -> assertThat(ended).isEqualTo("done"));
        return at;
    }

    private Place fork(Place at) {
        var target = village.conversation(ada, Talks.LIN);
        var copies = new LinkedHashMap<MessageId, MessageId>();
        MessageId copy = null;
        var person = false;
        for (var message : village.path(ada, at.talk(), at.message())) {
            var text = texts.getOrDefault(message, "");
            copy = village.say(ada, target, copy, person ? Talks.ADA : null, text);
            texts.put(copy, text);
            copies.put(message, copy);
            person = !person;
        }
        village.world.database().transact(tx -> {
            village.memory.copied(tx, ada.account(), at.talk(), target, copies);
            return true;
        });
        return new Place(target, copies.getOrDefault(at.message(), at.message()));
    }

    /** The same path said anew, where nothing else ever was. */
    private Place replayed(Place at) {
        var talk = village.conversation(ada, Talks.LIN);
        MessageId last = null;
        var person = false;
        for (var message : village.path(ada, at.talk(), at.message())) {
            last = village.say(ada, talk, last, person ? Talks.ADA : null, texts.getOrDefault(message, ""));
            if (!person) {
                digested(new Place(talk, last));
            }
            person = !person;
        }
        return new Place(talk, last == null ? at.message() : last);
    }

    private List<String> told(Place at) {
        var places = village.path(ada, at.talk(), at.message());
        var memory = village.remembered(ada, at.talk(), at.message());
        var told = new ArrayList<String>();
        memory.shortTerm().forEach(line -> told.add("short " + told(line, places)));
        memory.longTerm().forEach(line -> told.add("long " + told(line, places)));
        told.add("compressed "
                + memory.compressed().stream().map(places::indexOf).toList());
        return told;
    }

    private static String told(Line line, List<MessageId> places) {
        return line.text() + " " + line.importance() + " "
                + line.messages().stream().map(places::indexOf).toList();
    }
}
