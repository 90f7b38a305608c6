package raconteur.platform.db;

import java.nio.file.Path;
import java.time.InstantSource;
import raconteur.platform.Refusal;

/** A process that writes row after row and says so after each; its parent kills it or takes its disk away. */
final class Scribe {
    private Scribe() {}

    public static void main(String... args) {
        try (var database = Databases.sqlite(Path.of(args[0]), InstantSource.system())) {
            database.transact(tx ->
                    tx.execute("create table if not exists probe (n integer primary key, text text not null) strict"));
            for (var n = Integer.parseInt(args[1]); write(database, n); n++) {
                System.out.println(n);
            }
            System.out.println("accepting " + database.accepting());
        }
    }

    private static boolean write(Database database, int n) {
        try {
            return database.transact(
                            tx -> tx.execute("insert into probe (n, text) values (?, hex(randomblob(500)))", n))
                    == 1;
        } catch (Refusal refusal) {
            System.out.println(refusal.code());
            return false;
        }
    }
}
