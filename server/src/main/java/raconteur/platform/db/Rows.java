package raconteur.platform.db;

import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.result.RowView;
import org.jspecify.annotations.Nullable;

/** Reads the types that every table uses. */
public final class Rows {
    private Rows() {}

    public static UUID id(RowView row, String column) {
        return UUID.fromString(row.getColumn(column, String.class));
    }

    public static @Nullable UUID optionalId(RowView row, String column) {
        var text = row.getColumn(column, String.class);
        return text == null ? null : UUID.fromString(text);
    }

    public static String text(RowView row, String column) {
        return row.getColumn(column, String.class);
    }

    public static @Nullable String optionalText(RowView row, String column) {
        return row.getColumn(column, String.class);
    }

    public static long number(RowView row, String column) {
        return row.getColumn(column, Long.class);
    }

    public static @Nullable Long optionalNumber(RowView row, String column) {
        return row.getColumn(column, Long.class);
    }

    public static boolean flag(RowView row, String column) {
        return number(row, column) == 1;
    }

    public static Instant time(RowView row, String column) {
        return Instant.ofEpochMilli(number(row, column));
    }

    public static @Nullable Instant optionalTime(RowView row, String column) {
        var millis = optionalNumber(row, column);
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }
}
