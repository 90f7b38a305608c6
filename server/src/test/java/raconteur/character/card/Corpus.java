package raconteur.character.card;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** Sixty cards: three versions, five kinds of content, four kinds of files. */
final class Corpus {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int MANY = 1500;

    private Corpus() {}

    /** What is in the card. */
    enum Content {
        PLAIN("A retired fencing master.", "Ada"),
        CHINESE("林中的说书人，记得每一个听过的名字。\n「坐下吧。」", "林黛玉·字颦颦"),
        EMOJI(
                "Laughs in 🐉🧙‍♀️👩🏽‍🚀 and صباح الخير, z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳",
                "𝓔𝓿𝓮 🦊"),
        UNKNOWN("{{char}} keeps {{user}}'s secrets.", "Keeper"),
        HUGE("Knows a whole world.", "Atlas 阿特拉斯");

        private final String text;
        private final String name;

        Content(String text, String name) {
            this.text = text;
            this.name = name;
        }
    }

    /** What it is in. */
    enum Container {
        JSON,
        PNG,
        PNG_PACKED,
        CHARX
    }

    /** One card of the corpus, as JSON and as a file. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Member(Content content, CardVersion version, Container container, ObjectNode json, byte[] file) {
        @Override
        public String toString() {
            return version + " " + content + " in " + container;
        }
    }

    static List<Member> all() {
        var all = new ArrayList<Member>();
        for (var version : CardVersion.values()) {
            for (var content : Content.values()) {
                var json = card(content, version);
                for (var container : Container.values()) {
                    all.add(new Member(content, version, container, json, file(json, version, container)));
                }
            }
        }
        return all;
    }

    private static byte[] file(ObjectNode json, CardVersion version, Container container) {
        var bytes = Wrapping.bytes(json);
        var packed = Wrapping.base64(bytes);
        return switch (container) {
            case JSON -> bytes;
            case PNG ->
                version == CardVersion.V3
                        ? Wrapping.png(Wrapping.text("chara", packed), Wrapping.text("ccv3", packed))
                        : Wrapping.png(Wrapping.text("Chara", packed));
            case PNG_PACKED ->
                version == CardVersion.V3
                        ? Wrapping.png(Wrapping.international("ccv3", packed, true))
                        : Wrapping.png(Wrapping.zipped("chara", packed));
            case CHARX -> {
                var files = new LinkedHashMap<String, byte[]>();
                files.put("card.json", bytes);
                files.put("assets/icon/images/main.png", Wrapping.picture());
                files.put("assets/emotion/images/笑.webp", new byte[] {1, 2, 3});
                files.put("assets/other/unnamed.bin", new byte[] {4, 5});
                yield Wrapping.zip(files);
            }
        };
    }

    static ObjectNode card(Content content, CardVersion version) {
        var data = texts(content);
        if (version == CardVersion.V1) {
            data.put("talkativeness", "0.5").put("create_date", "2024-6-1 @10h 5m 3s 12ms");
            return content == Content.UNKNOWN ? strange(data) : data;
        }
        data.put("creator_notes", "Best with a 月 theme.");
        data.put("system_prompt", "{{original}} Speak softly.");
        data.put("post_history_instructions", "");
        data.putArray("alternate_greetings").add("Hello again.").add("又见面了。");
        data.putArray("tags").add("fantasy").add("武侠");
        data.put("creator", "Grace").put("character_version", "1.10");
        data.putObject("extensions")
                .put("talkativeness", new BigDecimal("0.50"))
                .putObject("depth_prompt")
                .put("depth", 4);
        data.set("character_book", book(content == Content.HUGE ? MANY : 3, version));
        if (version == CardVersion.V3) {
            newest(data);
        }
        var root = JSON.objectNode();
        root.put("spec", version == CardVersion.V3 ? "chara_card_v3" : "chara_card_v2");
        root.put("spec_version", version == CardVersion.V3 ? "3.0" : "2.0");
        root.set("data", content == Content.UNKNOWN ? strange(data) : data);
        if (content == Content.UNKNOWN) {
            strange(root);
        }
        return root;
    }

    private static ObjectNode texts(Content content) {
        return JSON.objectNode()
                .put("name", content.name)
                .put("description", content.text)
                .put("personality", content == Content.PLAIN ? "" : content.text.repeat(3))
                .put("scenario", "A tea house. " + content.text)
                .put("first_mes", "*looks up* " + content.text)
                .put("mes_example", "<START>\n{{user}}: hi\n{{char}}: " + content.text);
    }

    private static void newest(ObjectNode data) {
        data.put("nickname", "小");
        data.putObject("creator_notes_multilingual").put("zh", "请慢慢读").put("en", "Read slowly");
        data.putArray("source").add("https://example.org/cards/1");
        data.putArray("group_only_greetings").add("Everyone is here.");
        data.put("creation_date", 1_700_000_000L).put("modification_date", 0);
        var assets = data.putArray("assets");
        assets.addObject()
                .put("type", "icon")
                .put("uri", "embeded://assets/icon/images/main.png")
                .put("name", "main")
                .put("ext", "png");
        assets.addObject()
                .put("type", "emotion")
                .put("uri", "embeded://assets/emotion/images/笑.webp")
                .put("name", "joy")
                .put("ext", "webp")
                .put("x_weight", 3);
        assets.addObject()
                .put("type", "x_music")
                .put("uri", "https://example.org/song.ogg")
                .put("name", "song")
                .put("ext", "ogg");
    }

    private static ObjectNode book(int entries, CardVersion version) {
        var book = JSON.objectNode().put("name", "World").put("scan_depth", 4).put("x_book", "kept");
        book.putObject("extensions").put("app/feature", true);
        var all = book.putArray("entries");
        for (var nth = 0; nth < entries; nth++) {
            var decorated = version == CardVersion.V3 && nth % 3 == 0 ? "@@depth 2\n@@@role user\n" : "";
            var entry = all.addObject().put("content", decorated + "Fact " + nth + "：山高水长。");
            entry.putArray("keys").add("key" + nth).add("钥匙" + nth);
            entry.putObject("extensions").put("probability", 100).put("selectiveLogic", 0);
            entry.put("enabled", true).put("insertion_order", nth).put("use_regex", false);
            entry.putNull("x_entry");
        }
        return book;
    }

    /** Adds what no version knows. */
    private static ObjectNode strange(ObjectNode object) {
        object.putNull("x_null").put("x_big", new BigDecimal("123456789012345678901234567890.10"));
        object.put("x_long", Long.MAX_VALUE)
                .put("x_true", true)
                .put("", "no name")
                .put("__proto__", "data");
        object.putObject("x_deep").putArray("list").add(1).add("二").addObject().put("three", new BigDecimal("3.5"));
        return object;
    }
}
