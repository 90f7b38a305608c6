package raconteur.platform.db;

import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Facts about this installation that the database itself keeps, by name. */
public final class StoredSettings {
    private StoredSettings() {}

    public static Optional<String> find(Handle tx, String name) {
        return tx.createQuery("select value from setting where name = :name")
                .bind("name", name)
                .mapTo(String.class)
                .findOne();
    }

    /** Keeps the value unless there is one already; of several at once exactly one succeeds. */
    public static boolean putIfAbsent(Handle tx, String name, String value) {
        return tx.createUpdate("insert into setting (name, value) values (:name, :value) on conflict (name) do nothing")
                        .bind("name", name)
                        .bind("value", value)
                        .execute()
                == 1;
    }

    /** Keeps the value in place of any other. */
    public static void put(Handle tx, String name, String value) {
        tx.createUpdate("insert into setting (name, value) values (:name, :value)"
                        + " on conflict (name) do update set value = excluded.value")
                .bind("name", name)
                .bind("value", value)
                .execute();
    }
}
