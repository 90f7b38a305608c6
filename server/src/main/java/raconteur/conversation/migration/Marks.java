package raconteur.conversation.migration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.inject.Singleton;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;
import raconteur.platform.AccountId;
import raconteur.platform.Text;
import raconteur.platform.db.Rows;
import raconteur.task.TaskId;

/** What tasks made, while those are remembered. Each query names the owner. */
@Singleton
final class Marks {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    Marks() {}

    void add(Handle tx, AccountId owner, TaskId task, Mark mark) {
        tx.createUpdate("insert into tavern_mark (task_id, kind, file, account_id, place, made, name, character_id,"
                        + " messages, whole, remarks) values (:task, :kind, :file, :owner, (select count(*) from"
                        + " tavern_mark where task_id = :task and account_id = :owner), :made, :name, :character,"
                        + " :messages, :whole, :remarks)")
                .bind("task", task.toString())
                .bind("kind", mark.source().kind().word())
                .bind("file", mark.source().file())
                .bind("owner", owner.toString())
                .bind("made", mark.made().toString())
                .bind("name", mark.name())
                .bind(
                        "character",
                        mark.character() == null ? null : mark.character().toString())
                .bind("messages", mark.messages())
                .bind("whole", mark.isWhole() ? 1 : 0)
                .bind("remarks", written(mark.remarks()))
                .execute();
    }

    /** What was still being written is whole. */
    void complete(Handle tx, AccountId owner, TaskId task, Mark.Source source) {
        tx.createUpdate("update tavern_mark set whole = 1 where task_id = :task and account_id = :owner"
                        + " and kind = :kind and file = :file")
                .bind("task", task.toString())
                .bind("owner", owner.toString())
                .bind("kind", source.kind().word())
                .bind("file", source.file())
                .execute();
    }

    void remove(Handle tx, AccountId owner, TaskId task, Mark.Source source) {
        tx.createUpdate("delete from tavern_mark where task_id = :task and account_id = :owner"
                        + " and kind = :kind and file = :file")
                .bind("task", task.toString())
                .bind("owner", owner.toString())
                .bind("kind", source.kind().word())
                .bind("file", source.file())
                .execute();
    }

    void forget(Handle tx, AccountId owner, TaskId task) {
        tx.createUpdate("delete from tavern_mark where task_id = :task and account_id = :owner")
                .bind("task", task.toString())
                .bind("owner", owner.toString())
                .execute();
    }

    /** All of a task's, in the order in which they were made. */
    List<Mark> all(Handle tx, AccountId owner, TaskId task) {
        return tx.createQuery("select * from tavern_mark where task_id = :task and account_id = :owner order by place")
                .bind("task", task.toString())
                .bind("owner", owner.toString())
                .map(Marks::read)
                .list();
    }

    private static Mark read(RowView row) {
        return new Mark(
                new Mark.Source(Mark.Kind.of(Rows.text(row, "kind")), Rows.text(row, "file")),
                Rows.id(row, "made"),
                Rows.text(row, "name"),
                Rows.optionalId(row, "character_id"),
                (int) Rows.number(row, "messages"),
                Rows.flag(row, "whole"),
                remarks(Rows.text(row, "remarks")));
    }

    private static String written(List<Text> remarks) {
        try {
            return JSON.writeValueAsString(remarks);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static List<Text> remarks(String text) {
        try {
            return JSON.readValue(text, new TypeReference<List<Text>>() {});
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("what was kept cannot be read", broken);
        }
    }
}
