package raconteur.provider.catalogue;

import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;
import org.jspecify.annotations.Nullable;
import raconteur.platform.db.Rows;
import raconteur.provider.Ability;
import raconteur.provider.Alias;
import raconteur.provider.Prices;

/** What providers tell of their models, what operators say of them, and the aliases. They belong to the server. */
@Singleton
final class StoredModels {
    private static final String TOLD = "provider";
    private static final String SAID = "operator";
    private static final String COLUMNS = "insert into model (provider, name, source, label, context_tokens,"
            + " max_output_tokens, input_price, output_price, cached_price, prices_as_of, abilities, enabled, position, version)"
            + " values (:provider, :name, :source, :label, :context, :output, :input_price, :output_price,"
            + " :cached_price, :as_of, :abilities, :enabled, :position, :version)";

    /** An alias of the operator's. */
    record AliasRow(Alias alias, List<String> models, int version) {}

    /** What every provider told the last time it answered, in its order. */
    List<ModelRow> told(Handle tx) {
        return voice(tx, TOLD);
    }

    /** What operators said. */
    List<ModelRow> said(Handle tx) {
        return voice(tx, SAID);
    }

    private static List<ModelRow> voice(Handle tx, String source) {
        return tx.createQuery("select * from model where source = :source order by provider, position, name")
                .bind("source", source)
                .map(row -> read(row))
                .list();
    }

    /** Replaces what a provider tells. */
    void tell(Handle tx, String provider, List<ModelRow> models) {
        tx.createUpdate("delete from model where provider = :provider and source = :source")
                .bind("provider", provider)
                .bind("source", TOLD)
                .execute();
        if (!models.isEmpty()) {
            var batch = tx.prepareBatch(COLUMNS + " on conflict (provider, name, source) do nothing");
            for (var at = 0; at < models.size(); at++) {
                batch.bindMap(values(models.get(at), TOLD)).bind("position", at).add();
            }
            batch.execute();
        }
    }

    Optional<ModelRow> find(Handle tx, String provider, String name) {
        return tx.createQuery("select * from model where provider = :provider and name = :name and source = :source")
                .bind("provider", provider)
                .bind("name", name)
                .bind("source", SAID)
                .map(row -> read(row))
                .findOne();
    }

    /** Keeps what is said; false when it is not the version after the one that is there. */
    boolean say(Handle tx, ModelRow row) {
        return tx.createUpdate(COLUMNS + " on conflict (provider, name, source) do update set label = excluded.label,"
                                + " context_tokens = excluded.context_tokens,"
                                + " max_output_tokens = excluded.max_output_tokens,"
                                + " input_price = excluded.input_price, output_price = excluded.output_price,"
                                + " cached_price = excluded.cached_price, prices_as_of = excluded.prices_as_of,"
                                + " abilities = excluded.abilities, enabled = excluded.enabled,"
                                + " version = excluded.version where model.version = excluded.version - 1")
                        .bindMap(values(row, SAID))
                        .bind("position", 0)
                        .execute()
                == 1;
    }

    /** Forgets what was said of a model; false when nothing was. */
    boolean unsay(Handle tx, String provider, String name) {
        return tx.createUpdate("delete from model where provider = :provider and name = :name and source = :source")
                        .bind("provider", provider)
                        .bind("name", name)
                        .bind("source", SAID)
                        .execute()
                == 1;
    }

    /** Forgets everything that is known of a provider's models. */
    void forget(Handle tx, String provider) {
        tx.createUpdate("delete from model where provider = :provider")
                .bind("provider", provider)
                .execute();
    }

    List<AliasRow> aliases(Handle tx) {
        return tx.createQuery("select * from alias order by name")
                .map(row -> new AliasRow(
                        Alias.find(Rows.text(row, "name")).orElseThrow(),
                        StoredProviders.value(Rows.text(row, "models"), new TypeReference<List<String>>() {}),
                        (int) Rows.number(row, "version")))
                .list();
    }

    /** Keeps the models of an alias; false when it is not the version after the one that is there. */
    boolean put(Handle tx, AliasRow row) {
        return tx.createUpdate("insert into alias (name, models, version) values (:name, :models, :version)"
                                + " on conflict (name) do update set models = excluded.models,"
                                + " version = excluded.version where alias.version = excluded.version - 1")
                        .bind("name", row.alias().word())
                        .bind("models", StoredProviders.json(row.models()))
                        .bind("version", row.version())
                        .execute()
                == 1;
    }

    private static Map<String, @Nullable Object> values(ModelRow row, String source) {
        var prices = row.prices();
        var asOf = prices == null ? null : prices.asOf();
        var values = new HashMap<String, @Nullable Object>();
        values.put("provider", row.provider());
        values.put("name", row.name());
        values.put("source", source);
        values.put("label", row.label());
        values.put("context", row.contextTokens());
        values.put("output", row.maxOutputTokens());
        values.put("input_price", prices == null ? null : prices.input());
        values.put("output_price", prices == null ? null : prices.output());
        values.put("cached_price", prices == null ? null : prices.cached());
        values.put("as_of", asOf == null ? null : asOf.toString());
        values.put("abilities", StoredProviders.json(row.abilities()));
        values.put("enabled", StoredProviders.flag(row.enabled()));
        values.put("version", row.version());
        return values;
    }

    private static ModelRow read(RowView row) {
        var abilities = Rows.optionalText(row, "abilities");
        return new ModelRow(
                Rows.text(row, "provider"),
                Rows.text(row, "name"),
                Rows.optionalText(row, "label"),
                Rows.optionalNumber(row, "context_tokens"),
                Rows.optionalNumber(row, "max_output_tokens"),
                prices(row),
                abilities == null ? null : StoredProviders.value(abilities, new TypeReference<Set<Ability>>() {}),
                StoredProviders.flag(Rows.optionalNumber(row, "enabled")),
                (int) Rows.number(row, "version"));
    }

    private static @Nullable Prices prices(RowView row) {
        var input = Rows.optionalNumber(row, "input_price");
        var asOf = Rows.optionalText(row, "prices_as_of");
        return input == null
                ? null
                : new Prices(
                        input,
                        Rows.number(row, "output_price"),
                        Rows.number(row, "cached_price"),
                        asOf == null ? null : LocalDate.parse(asOf));
    }
}
