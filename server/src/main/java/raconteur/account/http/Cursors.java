package raconteur.account.http;

import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import raconteur.platform.Ids;
import raconteur.platform.Refusal;
import raconteur.protocol.Page;

/** Pages of lists that are sorted by their ids, newest first. */
final class Cursors {
    private Cursors() {}

    /** Where the last page ended; null at the beginning. */
    static @Nullable UUID id(@Nullable String cursor) {
        return cursor == null || cursor.isEmpty()
                ? null
                : Ids.parse(cursor)
                        .orElseThrow(() ->
                                Refusal.invalid("cursor", "is the last answer's next_cursor", "应为上一页的 next_cursor"));
    }

    /** A page of those found, of whom one more than fit was looked for. */
    static <T> Page<T> page(List<T> found, int limit, Function<T, UUID> id) {
        return found.size() > limit
                ? new Page<>(
                        found.subList(0, limit), id.apply(found.get(limit - 1)).toString())
                : new Page<>(found, null);
    }
}
