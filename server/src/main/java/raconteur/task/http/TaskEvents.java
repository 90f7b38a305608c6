package raconteur.task.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import raconteur.platform.Caller;
import raconteur.platform.Refusal;
import raconteur.platform.http.EventStream;
import raconteur.task.TaskId;
import raconteur.task.TaskViews;

/** Tells streams how tasks go on. */
@Singleton
final class TaskEvents {
    private final TaskViews views;
    private final ObjectMapper json;

    TaskEvents(TaskViews views, ObjectMapper json) {
        this.views = views;
        this.json = json;
    }

    /** Tells everything after an event, to the end of the task or of the reader. */
    void tell(Caller caller, TaskId task, long after, EventStream stream) {
        var thread = Thread.ofVirtual().name("task-stream").unstarted(() -> {
            try {
                tellAll(caller, task, after, stream);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            } catch (Refusal _) {
                // the task is gone or the server stops: whoever comes back learns which
                return;
            } finally {
                stream.end();
            }
        });
        stream.whenOver(thread::interrupt);
        thread.start();
    }

    private void tellAll(Caller caller, TaskId task, long after, EventStream stream) throws InterruptedException {
        var seen = after;
        while (true) {
            var news = views.await(caller, task, seen);
            if (news.isEmpty()) {
                return; // it has ended, and that was told before
            }
            for (var told : news) {
                stream.write(frame(told));
            }
            seen = news.getLast().number();
            if (news.getLast().isLast()) {
                return;
            }
        }
    }

    private String frame(TaskViews.Told told) {
        try {
            return "id: " + told.number() + "\nevent: " + (told.isLast() ? "done" : "progress") + "\ndata: "
                    + json.writeValueAsString(told.status()) + "\n\n";
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
