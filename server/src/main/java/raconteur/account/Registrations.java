package raconteur.account;

import jakarta.inject.Singleton;
import java.time.LocalDate;
import org.jdbi.v3.core.Handle;

/** How many accounts were made from each address on this day. Thread-safe. */
@Singleton
final class Registrations {
    Registrations() {}

    long count(Handle tx, LocalDate day, String address) {
        return tx.createQuery("select count from registration_day where day = :day and address = :address")
                .bind("day", day.toString())
                .bind("address", address)
                .mapTo(Long.class)
                .findOne()
                .orElse(0L);
    }

    /** Counts one more and tells how many it makes; earlier days are forgotten. */
    long add(Handle tx, LocalDate day, String address) {
        tx.createUpdate("delete from registration_day where day < :day")
                .bind("day", day.toString())
                .execute();
        return tx.createQuery("insert into registration_day (day, address, count) values (:day, :address, 1)"
                        + " on conflict (day, address) do update set count = registration_day.count + 1"
                        + " returning count")
                .bind("day", day.toString())
                .bind("address", address)
                .mapTo(Long.class)
                .one();
    }
}
