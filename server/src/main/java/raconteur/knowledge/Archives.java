package raconteur.knowledge;

import jakarta.inject.Singleton;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import raconteur.platform.AccountId;
import raconteur.task.TaskId;

/** The archives of tasks that have not ended. Each query names its owner, or counts those of all. */
@Singleton
final class Archives {
    Archives() {}

    void keep(Handle tx, AccountId owner, TaskId task, byte[] bytes) {
        tx.createUpdate("insert into knowledge_archive (task_id, account_id, bytes) values (:task, :owner, :bytes)")
                .bind("task", task.toString())
                .bind("owner", owner.toString())
                .bind("bytes", bytes)
                .execute();
    }

    Optional<byte[]> find(Handle tx, AccountId owner, TaskId task) {
        return tx.createQuery("select bytes from knowledge_archive where task_id = :task and account_id = :owner")
                .bind("task", task.toString())
                .bind("owner", owner.toString())
                .mapTo(byte[].class)
                .findOne();
    }

    void forget(Handle tx, AccountId owner, TaskId task) {
        tx.createUpdate("delete from knowledge_archive where task_id = :task and account_id = :owner")
                .bind("task", task.toString())
                .bind("owner", owner.toString())
                .execute();
    }

    /** How many an account has. */
    int count(Handle tx, AccountId owner) {
        return tx.createQuery("select count(*) from knowledge_archive where account_id = :owner")
                .bind("owner", owner.toString())
                .mapTo(Integer.class)
                .one();
    }

    /** How many there are of everybody. */
    int count(Handle tx) {
        return tx.createQuery("select count(*) from knowledge_archive")
                .mapTo(Integer.class)
                .one();
    }
}
