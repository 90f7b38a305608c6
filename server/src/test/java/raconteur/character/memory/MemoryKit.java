package raconteur.character.memory;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import raconteur.bench.Behaviour;
import raconteur.bench.Call;
import raconteur.bench.Upstream;
import raconteur.platform.Caller;
import raconteur.platform.Draining;
import raconteur.platform.Eventually;
import raconteur.platform.Ids;
import raconteur.task.Workshops;
import raconteur.turn.Answers;
import raconteur.turn.MessageId;
import raconteur.turn.World;
import raconteur.turn.structured.Structured;

/** Memory that is made in earnest, for the tests of those who let characters talk. */
public final class MemoryKit {
    private final World world;
    private final Chronicle chronicle;
    private final Digestion digestion;
    private final Workshops workshops;
    private final Memory memory;

    /** In a world that knows its {@link Paths} and {@link #answers()}; from now on its memory is this. */
    public MemoryKit(World world) {
        this.world = world;
        var time = world.the(InstantSource.class);
        var ids = world.the(Ids.class);
        var events = new MemoryEvents(ids, time);
        chronicle = new Chronicle(world.the(Paths.class), events);
        digestion = new Digestion(world.database(), chronicle, world.the(Structured.class), ids, time);
        workshops = new Workshops(world.database(), time, digestion);
        memory = new Memory(
                world.database(), events, chronicle, digestion, workshops.workshop, world.the(Draining.class));
        world.with(Memory.class, memory);
    }

    public static Answers answers() {
        return new MemoryAnswers();
    }

    /** From now on a model that is asked to make memory says the same to the same. */
    public static void listen(Upstream upstream) {
        upstream.when(
                MemoryKit::isAsked,
                call -> Behaviour.standard()
                        .saying(Talks.answer(Village.material(call)).toString()));
    }

    private static boolean isAsked(Call call) {
        for (var message : call.body().path("messages")) {
            if (message.path("role").asText().equals("user")) {
                return message.path("content").asText().startsWith("{");
            }
        }
        return false;
    }

    /** Waits until the memory at a leaf is within its budgets, and sees to that where nobody does. */
    public void settle(Caller owner, UUID conversation, MessageId leaf) {
        Eventually.await(
                () -> {
                    memory.order(owner, new Errand(conversation, leaf, false))
                            .ifPresent(task -> workshops.ended(owner, task));
                    return !digestion.isBusy(conversation) && isWithin(owner, conversation, leaf);
                },
                "its memory never was within its budgets");
    }

    private boolean isWithin(Caller owner, UUID conversation, MessageId leaf) {
        return world.database()
                .read(tx -> chronicle
                                .read(tx, owner.account(), conversation, leaf)
                                .orElseThrow()
                                .next(false)
                        instanceof Step.Nothing);
    }

    /** What is remembered at a leaf, with messages by where they stand on its path. */
    public List<String> told(Caller owner, UUID conversation, MessageId leaf) {
        return world.database().read(tx -> {
            var page = chronicle.read(tx, owner.account(), conversation, leaf).orElseThrow();
            var path = page.path().ids();
            var told = new ArrayList<String>();
            page.memory().shortTerm().forEach(line -> told.add("short " + told(line, path)));
            page.memory().longTerm().forEach(line -> told.add("long " + told(line, path)));
            page.memory().compressed().stream().map(path::indexOf).sorted().forEach(at -> told.add("compressed " + at));
            return told;
        });
    }

    private static String told(Line line, List<MessageId> path) {
        return line.text() + " " + line.importance() + " "
                + line.messages().stream().map(path::indexOf).toList();
    }
}
