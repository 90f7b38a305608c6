package raconteur.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import raconteur.platform.Code;
import raconteur.platform.Refusal;

/** Work that does what a test tells it, and leaves a mark in a table while it is at it. */
final class Errand implements Work {
    static final String FIRST = "first";
    static final String SECOND = "second";

    private final String kind;
    private final boolean again;
    private final boolean bounded;
    /** The runs that have begun. */
    final BlockingQueue<Progress> begun = new LinkedBlockingQueue<>();
    /** The tasks of those runs, each as often as it was begun. */
    final List<TaskId> runs = new CopyOnWriteArrayList<>();
    /** One for each part that may be done. */
    final Semaphore leave = new Semaphore(0);

    Errand() {
        this("errand", true, true);
    }

    Errand(String kind, boolean again, boolean bounded) {
        this.kind = kind;
        this.again = again;
        this.bounded = bounded;
    }

    @Override
    public String kind() {
        return kind;
    }

    @Override
    public boolean isTakenUpAgain() {
        return again;
    }

    @Override
    public boolean isBounded() {
        return bounded;
    }

    @Override
    public void run(Progress progress) throws InterruptedException {
        runs.add(progress.task().id());
        begun.add(progress);
        var wanted = progress.task().input().path("do").asText();
        for (var part : List.of(FIRST, SECOND)) {
            if (!progress.task().standing().isDone(part)) {
                leave.acquire();
                mark(progress, part);
            }
        }
        switch (wanted) {
            case "refuse" -> throw new Refusal(Code.CONTENT_FILTERED);
            case "fail" -> throw new IllegalStateException("the inside of it");
            default -> progress.tell(now -> now.at(90, "keep").with(result("there and back")));
        }
    }

    static JsonNode result(String text) {
        return JsonNodeFactory.instance.objectNode().put("went", text);
    }

    /** Does one part, and leaves a mark of it. */
    static void mark(Progress progress, String part) throws InterruptedException {
        progress.keep(
                now -> now.at(now.progress() + 40, "walk").with(part, PartState.DONE),
                tx -> tx.createUpdate("insert into setting (name, value) values (:name, :value)")
                        .bind("name", progress.task().id() + part)
                        .bind("value", part)
                        .execute());
    }

    @Override
    public void abandoned(Handle tx, Task task) {
        tx.createUpdate("delete from setting where name like :name")
                .bind("name", task.id() + "%")
                .execute();
    }

    Progress next() throws InterruptedException {
        var progress = begun.poll(20, TimeUnit.SECONDS);
        if (progress == null) {
            throw new AssertionError("no run began");
        }
        return progress;
    }
}
