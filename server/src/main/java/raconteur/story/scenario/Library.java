package raconteur.story.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * The scenarios that come with the server. Nobody changes them: what is made of one is a copy. Their ids never change,
 * and sort before all others, so that lists end with them.
 */
final class Library {
    /** Never reordered: the place of a file is its id. */
    private static final List<String> FILES = List.of(
            "the-last-lamp",
            "a-table-for-the-dead",
            "the-orchard-clause",
            "low-orbit-laundry",
            "the-understudy",
            "moyu-tan",
            "yeban-youju",
            "chaguan-de-disan-jian-shi",
            "jiujiu-hao-dianti",
            "baixiang-shizhe");

    private static final Instant MADE = Instant.parse("2025-01-01T00:00:00Z");
    private static final List<Kept> BOOKS = read();

    private Library() {}

    private static List<Kept> read() {
        var books = new ArrayList<Kept>();
        for (var at = 0; at < FILES.size(); at++) {
            var file = FILES.get(at);
            var verdict = Proof.yaml(text("library/" + file + ".yaml"));
            var plan = verdict.scenario();
            if (plan == null) {
                throw new IllegalStateException(file + ": " + verdict.faults());
            }
            books.add(new Kept(id(at), Kept.Origin.LIBRARY, plan, 1, MADE, MADE));
        }
        return books.reversed();
    }

    /** A UUIDv7 of a time before there was any other. */
    private static UUID id(int at) {
        return new UUID((MADE.toEpochMilli() + at) << 16 | 0x7000, 0x8000_7261_636f_6e00L + at);
    }

    static String text(String resource) {
        try (var in = Objects.requireNonNull(Library.class.getResourceAsStream(resource), resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** All of them, newest first. */
    static List<Kept> all() {
        return BOOKS;
    }

    static Optional<Kept> find(UUID id) {
        return BOOKS.stream().filter(book -> book.id().equals(id)).findFirst();
    }
}
