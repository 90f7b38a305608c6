package raconteur.provider.catalogue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;
import org.jspecify.annotations.Nullable;
import raconteur.platform.db.Rows;
import raconteur.provider.Dialect;
import raconteur.provider.Quirk;
import raconteur.provider.Quirks;

/** What operators said of providers, and the server's own keys. They belong to the server, not to an account. */
@Singleton
final class StoredProviders {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** How quirks and timers stand in the database. */
    private record Rule(String models, Set<Quirk> quirks) {}

    private record Millis(
            @Nullable Long connect,
            @Nullable Long firstByte,
            @Nullable Long firstContent,
            @Nullable Long gap,
            @Nullable Long total) {}

    List<ProviderRow> all(Handle tx) {
        return tx.createQuery("select * from provider order by created_at, name")
                .map(row -> read(row))
                .list();
    }

    Optional<ProviderRow> find(Handle tx, String name) {
        return tx.createQuery("select * from provider where name = :name")
                .bind("name", name)
                .map(row -> read(row))
                .findOne();
    }

    /** Keeps a new row; false when there is one of that name. */
    boolean insert(Handle tx, ProviderRow row) {
        return tx.createUpdate("insert into provider (name, source, dialect, base_url, headers, quirks, timeouts,"
                                + " enabled, own_keys, version, created_at) values (:name, :source, :dialect, :base,"
                                + " :headers, :quirks, :timeouts, :enabled, :own, 1, :created)"
                                + " on conflict (name) do nothing")
                        .bindMap(said(row))
                        .bind("created", row.createdAt().toEpochMilli())
                        .execute()
                == 1;
    }

    /** Writes it if it is still at this version; false when it moved on. */
    boolean update(Handle tx, ProviderRow row) {
        return tx.createUpdate("update provider set source = :source, dialect = :dialect, base_url = :base,"
                                + " headers = :headers, quirks = :quirks, timeouts = :timeouts, enabled = :enabled,"
                                + " own_keys = :own, version = version + 1 where name = :name and version = :version")
                        .bindMap(said(row))
                        .bind("version", row.version())
                        .execute()
                == 1;
    }

    /** Forgets what was said, with its keys; false when there was nothing. */
    boolean delete(Handle tx, String name) {
        return tx.createUpdate("delete from provider where name = :name")
                        .bind("name", name)
                        .execute()
                == 1;
    }

    List<StoredKey> keys(Handle tx) {
        return tx.createQuery("select * from provider_key order by id")
                .map(row -> new StoredKey(
                        Rows.id(row, "id"),
                        Rows.text(row, "provider"),
                        Rows.text(row, "sealed"),
                        Rows.text(row, "last_four"),
                        Rows.text(row, "origin"),
                        Rows.time(row, "created_at")))
                .list();
    }

    void insert(Handle tx, StoredKey key) {
        tx.createUpdate("insert into provider_key (id, provider, sealed, last_four, origin, created_at)"
                        + " values (:id, :provider, :sealed, :last, :origin, :created)")
                .bind("id", key.id().toString())
                .bind("provider", key.provider())
                .bind("sealed", key.sealed())
                .bind("last", key.lastFour())
                .bind("origin", key.origin())
                .bind("created", key.createdAt().toEpochMilli())
                .execute();
    }

    /** Forgets a key of this provider; false when it has no such key. */
    boolean deleteKey(Handle tx, String provider, UUID id) {
        return tx.createUpdate("delete from provider_key where provider = :provider and id = :id")
                        .bind("provider", provider)
                        .bind("id", id.toString())
                        .execute()
                == 1;
    }

    private static Map<String, @Nullable Object> said(ProviderRow row) {
        var values = new java.util.HashMap<String, @Nullable Object>();
        values.put("name", row.name());
        values.put("source", row.source().word());
        values.put("dialect", row.dialect() == null ? null : row.dialect().word());
        values.put("base", row.base() == null ? null : row.base().toString());
        values.put("headers", json(row.headers()));
        values.put("quirks", row.quirks() == null ? null : json(rules(row.quirks())));
        values.put("timeouts", row.timeouts() == null ? null : json(millis(row.timeouts())));
        values.put("enabled", flag(row.enabled()));
        values.put("own", flag(row.ownKeys()));
        return values;
    }

    private static ProviderRow read(RowView row) {
        var dialect = Rows.optionalText(row, "dialect");
        var base = Rows.optionalText(row, "base_url");
        var headers = Rows.optionalText(row, "headers");
        var quirks = Rows.optionalText(row, "quirks");
        var timeouts = Rows.optionalText(row, "timeouts");
        return new ProviderRow(
                Rows.text(row, "name"),
                Source.valueOf(Rows.text(row, "source").toUpperCase(java.util.Locale.ROOT)),
                dialect == null ? null : Dialect.find(dialect).orElseThrow(),
                base == null ? null : URI.create(base),
                headers == null ? null : value(headers, new TypeReference<Map<String, String>>() {}),
                quirks == null ? null : quirks(value(quirks, new TypeReference<List<Rule>>() {})),
                timeouts == null ? null : timeouts(value(timeouts, new TypeReference<Millis>() {})),
                flag(Rows.optionalNumber(row, "enabled")),
                flag(Rows.optionalNumber(row, "own_keys")),
                (int) Rows.number(row, "version"),
                Rows.time(row, "created_at"));
    }

    static @Nullable Long flag(@Nullable Boolean value) {
        return value == null ? null : value ? 1L : 0L;
    }

    static @Nullable Boolean flag(@Nullable Long value) {
        return value == null ? null : value == 1;
    }

    private static List<Rule> rules(Quirks quirks) {
        return quirks.rules().stream()
                .map(rule -> new Rule(rule.names().pattern(), rule.quirks()))
                .toList();
    }

    private static Quirks quirks(List<Rule> rules) {
        return new Quirks(rules.stream()
                .map(rule -> new Quirks.Rule(Pattern.compile(rule.models()), rule.quirks()))
                .toList());
    }

    private static Millis millis(Timeouts timers) {
        return new Millis(
                millis(timers.connect()),
                millis(timers.firstByte()),
                millis(timers.firstContent()),
                millis(timers.gap()),
                millis(timers.total()));
    }

    private static Timeouts timeouts(Millis millis) {
        return new Timeouts(
                span(millis.connect()),
                span(millis.firstByte()),
                span(millis.firstContent()),
                span(millis.gap()),
                span(millis.total()));
    }

    private static @Nullable Long millis(@Nullable Duration span) {
        return span == null ? null : span.toMillis();
    }

    private static @Nullable Duration span(@Nullable Long millis) {
        return millis == null ? null : Duration.ofMillis(millis);
    }

    static @Nullable String json(@Nullable Object value) {
        try {
            return value == null ? null : JSON.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static <T> T value(String json, TypeReference<T> type) {
        try {
            return JSON.readValue(json, type);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("what the database holds of a provider is not what was written", broken);
        }
    }
}
