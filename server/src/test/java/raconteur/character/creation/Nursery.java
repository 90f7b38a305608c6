package raconteur.character.creation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import raconteur.bench.Behaviour;
import raconteur.bench.Call;
import raconteur.bench.Upstream;
import raconteur.character.Allowance;
import raconteur.character.CharacterId;
import raconteur.character.CharacterSheet;
import raconteur.character.Characters;
import raconteur.character.Wardrobe;
import raconteur.ledger.Ledger;
import raconteur.platform.Caller;
import raconteur.platform.Ids;
import raconteur.platform.Language;
import raconteur.platform.Money;
import raconteur.platform.db.EveryDatabase;
import raconteur.protocol.CharacterTask;
import raconteur.protocol.CharacterWish;
import raconteur.protocol.TaskStatus;
import raconteur.source.Site;
import raconteur.source.SourcesKit;
import raconteur.task.Shop;
import raconteur.task.TaskId;
import raconteur.turn.Forgetting;
import raconteur.turn.Repeats;
import raconteur.turn.Turns;
import raconteur.turn.World;
import raconteur.turn.structured.Structured;

/** Where characters are made in tests: a real database, a real upstream, a site, and two accounts. */
final class Nursery implements AutoCloseable {
    /** By which every model that is asked about a category knows which; in English and Chinese. */
    static final String SOURCE = """
            林黛玉是曹雪芹所著小说《红楼梦》中的主要人物。
            她年方十五，　体弱多病，寄居于荣国府。
            “质本洁来还洁去”，她曾葬花并作《葬花吟》。
            She was born in Suzhou and came to the capital as a child.
            """;

    final Upstream upstream = Upstream.start(0);
    final Site site = new Site();
    final World world;
    final Characters characters;
    final Caller eve;
    final Caller ada;
    Shop shop;
    Creation creation;
    private final Map<String, Function<Call, Behaviour>> answers = new HashMap<>();

    Nursery(EveryDatabase kind, Path folder) {
        this(kind, folder, Map.of());
    }

    Nursery(EveryDatabase kind, Path folder, Map<String, String> more) {
        var settings = new HashMap<>(Map.of(
                "PROVIDER_FAKE_BASE_URL", upstream.base().toString(),
                "PROVIDER_FAKE_API_KEY", "sk-plain",
                "PROVIDER_FAKE_MODELS", "plain",
                "PROVIDER_FAKE_PRICES", "plain=1/2"));
        settings.putAll(more);
        world = new World(kind, folder, settings, List.of(new CreationAnswers(), new People())).started();
        characters = world.the(Characters.class);
        eve = member("eve");
        ada = member("ada");
        for (var facet : Facet.ALL) {
            answers.put(facet.key(), _ -> says(facet, Detail.CONCISE));
        }
        anew();
        shop = Shop.open(world, making());
        creation = creation(shop);
    }

    /** Forgets which questions were asked. */
    void anew() {
        upstream.reset();
        upstream.when(call -> facet(call).isPresent(), this::answer);
    }

    private Behaviour answer(Call call) {
        return Objects.requireNonNull(answers.get(facet(call).orElseThrow().key()))
                .apply(call);
    }

    Making making() {
        var time = world.the(InstantSource.class);
        var sheets = new Sheets(characters, world.the(Forgetting.class), time);
        var sources = SourcesKit.open(site);
        return new Making(
                new Reader(sources, sheets, world.database(), time),
                new Asking(world.the(Structured.class), sheets),
                new Likeness(sources, world.the(Wardrobe.class), world.database()),
                sheets);
    }

    Creation creation(Shop at) {
        var time = world.the(InstantSource.class);
        return new Creation(
                at.workshop,
                characters,
                new Sheets(characters, world.the(Forgetting.class), time),
                world.the(Allowance.class),
                world.the(Repeats.class),
                world.the(Turns.class),
                world.database(),
                new Ids(time),
                time);
    }

    private Caller member(String name) {
        var caller = world.ada("10");
        world.database()
                .transact(tx -> tx.createUpdate("insert into account (id, username, username_key, role, state, version,"
                                + " created_at, updated_at) values (:id, :name, :name, 'member', 'active', 1, 1, 1)")
                        .bind("id", caller.account().toString())
                        .bind("name", name)
                        .execute());
        return new Caller(caller.account(), name, UUID.randomUUID(), Set.of(Caller.LOGIN, Caller.CHAT), Language.EN);
    }

    /** Which facet a model is asked about. */
    static Optional<Facet> facet(Call call) {
        var asked = question(call.body());
        return Facet.ALL.stream()
                .filter(facet -> {
                    var category = facet.category();
                    return category == null
                            ? asked.contains("Introduce the character") || asked.contains("介绍这个角色")
                            : asked.contains("category \"" + category.label().en() + '"')
                                    || asked.contains("填写类别“" + category.label().zh() + '”');
                })
                .findFirst();
    }

    /** What the person's side of a request says, whole. */
    static String question(JsonNode body) {
        var all = new StringBuilder();
        for (var message : body.path("messages")) {
            if (message.path("role").asText().equals("user")) {
                all.append(message.path("content").asText());
            }
        }
        return all.toString();
    }

    static String system(JsonNode body) {
        return body.path("messages").path(0).path("content").asText();
    }

    /** From now on the model answers so about this facet. */
    void when(String facet, Behaviour behaviour) {
        answers.put(facet, _ -> behaviour);
    }

    void always(Function<Facet, Behaviour> behaviour) {
        Facet.ALL.forEach(facet -> when(facet.key(), behaviour.apply(facet)));
    }

    static Behaviour says(Facet facet, Detail detail) {
        return Behaviour.standard().saying(answered(facet, detail).toString());
    }

    /** A good answer; each second statement rests on the source. */
    static ObjectNode answered(Facet facet, Detail detail) {
        var json = JsonNodeFactory.instance.objectNode();
        var category = facet.category();
        if (category == null) {
            return json.put("brief", "She is a poet. She lives with relatives. She is ill.")
                    .put("greeting", "“You came at last.”");
        }
        var nth = 0;
        for (var trait : category.traits()) {
            var quote = nth++ % 2 == 0 ? "她年方十五,体弱多病" : "";
            var text = "about her " + trait.key() + (detail == Detail.DETAILED ? ", at length".repeat(30) : "");
            if (trait.isList()) {
                var list = json.putArray(trait.key());
                list.addObject().put("text", text + " 1").put("quote", quote);
                list.addObject().put("text", text + " 2").put("quote", "这句话并不存在于原文之中");
            } else {
                json.putObject(trait.key()).put("text", text).put("quote", quote);
            }
        }
        return json;
    }

    static CharacterWish wish(String source, @Nullable String text, @Nullable String choice) {
        return new CharacterWish("林黛玉", source, null, text, choice, "fake/plain", null, "en", null);
    }

    static CharacterWish pasted() {
        return wish("text", SOURCE, null);
    }

    CharacterTask begin(CharacterWish wish) {
        return creation.begin(ada, wish, null);
    }

    TaskStatus ended(CharacterTask begun) throws InterruptedException {
        return shop.ended(ada, new TaskId(begun.taskId()));
    }

    CharacterSheet sheet(CharacterTask begun) {
        return find(ada, begun).orElseThrow();
    }

    Optional<CharacterSheet> find(Caller who, CharacterTask begun) {
        return world.database().read(tx -> characters.find(tx, who.account(), new CharacterId(begun.characterId())));
    }

    long rows(String table) {
        return world.database()
                .read(tx -> tx.createQuery("select count(*) from " + table)
                        .mapTo(Long.class)
                        .one());
    }

    /** How often a model was asked about each facet. */
    Map<String, Integer> asked() {
        var all = new HashMap<String, Integer>();
        for (var call : upstream.completions()) {
            facet(call).ifPresent(facet -> all.merge(facet.key(), 1, Integer::sum));
        }
        return all;
    }

    List<Ledger.Entry> entries(Ledger.Kind kind) {
        return world.the(Ledger.class).newest(ada.account(), Optional.empty(), 500).stream()
                .filter(entry -> entry.kind() == kind)
                .toList();
    }

    /** Nothing is set aside any more, and each hold has one settlement. */
    void assertSettled() {
        org.assertj.core.api.Assertions.assertThat(entries(Ledger.Kind.SETTLE))
                .hasSameSizeAs(entries(Ledger.Kind.HOLD));
        org.assertj.core.api.Assertions.assertThat(
                        world.the(Ledger.class).balance(ada.account()).held())
                .isEqualTo(Money.ZERO);
    }

    @Override
    public void close() {
        world.close();
        site.close();
        upstream.close();
    }
}
