package raconteur.character.tavern;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import raconteur.character.card.CardFormat;
import raconteur.platform.Code;
import raconteur.platform.Refusal;

class TavernFolderTest {
    private static final String WORLD = """
            {"entries":{"0":{"key":["茶"],"content":"Tea is green.","x_unknown":1.50}},"name":"inside"}""";
    private static final String GROUP = """
            {"id":"17","name":"Both","members":["Ada.png","Grace.png"],"chat_id":"17","chats":["17"]}""";
    private static final String SAYING = """
            {"name":"Ada","is_user":false,"mes":"Hi","send_date":"2026-11-21T08:00:00.000Z"}
            """;

    @ParameterizedTest
    @ValueSource(strings = {"", "default-user/", "SillyTavern/data/default-user/"})
    void theWholeFolderIsReadWhereverItStands(String root) {
        var folder = whole(root).read();

        assertThat(folder.cards()).extracting(TavernCard::file).containsExactly("Ada.png", "Eve.json", "黛玉.charx");
        assertThat(folder.cards())
                .extracting(card -> card.reading().file().card().name())
                .containsExactly("Ada", "Eve", "林黛玉");
        assertThat(folder.worlds()).extracting(World::name).containsExactly("Tea house");
        assertThat(folder.worlds().getFirst().json().json()).hasToString(WORLD);
        assertThat(folder.chats()).extracting(Chat::character).containsExactly("Ada", "黛玉");
        assertThat(folder.chats()).extracting(Chat::name).containsExactly("Ada - 2026-11-21", "初见");
        assertThat(folder.groups()).extracting(Group::name).containsExactly("17");
        assertThat(folder.groups().getFirst().json().json()).hasToString(GROUP);
        assertThat(folder.groupChats()).extracting(GroupChat::name).containsExactly("17");
        assertThat(folder.groupChats().getFirst().lines()).hasSize(2);
        assertThat(folder.remarks()).isEmpty();
    }

    @Test
    void aChatFindsItsCardByItsFolderOrElseByTheOnlyOneOfItsName() {
        var folder = new Folder()
                .with("characters/Ada1.png", Folder.card("Ada", CardFormat.PNG))
                .with("characters/Grace.png", Folder.card("Grace", CardFormat.PNG))
                .with("characters/Grace2.png", Folder.card("Grace", CardFormat.PNG))
                .with("chats/Ada1/by folder.jsonl", Folder.HEADER + SAYING)
                .with("chats/Renamed/by name.jsonl", header("Ada") + SAYING)
                .with("chats/Renamed/two of a name.jsonl", header("Grace") + SAYING)
                .with("chats/Renamed/nobody.jsonl", Folder.HEADER + SAYING)
                .read();

        assertThat(folder.chats())
                .extracting(chat -> folder.cardOf(chat).map(TavernCard::file).orElse("none"))
                .containsExactly("Ada1.png", "Ada1.png", "none", "none");
    }

    @Test
    void looseFilesAreWhatTheySayTheyAre() {
        var folder = new Folder()
                .with("Ada.PNG", Folder.card("Ada", CardFormat.PNG))
                .with("book.json", "{\"entries\":{}}")
                .with("lore.json", "{\"spec\":\"lorebook_v3\",\"data\":{\"name\":\"a\",\"entries\":[]}}")
                .with("group.json", GROUP)
                .with("Eve.json", Folder.card("Eve", CardFormat.JSON))
                .with("Ada/chat.jsonl", Folder.HEADER + SAYING)
                .with("alone.jsonl", header("Ada") + SAYING)
                .with("secrets.json", "{\"name\":\"x\",\"api_key\":\"sk-1\"}")
                .with("readme.txt", "x")
                .read();

        assertThat(folder.cards()).extracting(TavernCard::file).containsExactly("Ada.PNG", "Eve.json");
        assertThat(folder.worlds()).extracting(World::name).containsExactly("book", "lore");
        assertThat(folder.groups()).extracting(Group::name).containsExactly("group");
        assertThat(folder.chats()).extracting(Chat::character).containsExactly("Ada", "");
        assertThat(folder.chats()).extracting(Chat::characterName).containsExactly("", "Ada");
        assertThat(folder.remarks()).isEmpty();
    }

    @Test
    void namesOfAnOlderChineseSystemAreRead() {
        var chinese = Charset.forName("GBK");
        var zip = whole("").with("worlds/乗船.json", WORLD).zip(chinese); // whose second byte is a backslash

        assertThat(TavernFolder.read(zip, Folder.SHANGHAI).worlds())
                .extracting(World::name)
                .containsExactly("Tea house", "乗船");
        assertThat(TavernFolder.read(zip, Folder.SHANGHAI).remarks()).isEmpty();
    }

    @Test
    void whatIsBrokenIsNamedAndStopsNothingElse() {
        var folder = whole("")
                .with("characters/none.png", new byte[] {1, 2, 3})
                .with("characters/nameless.json", "{}")
                .with("worlds/cut.json", "{\"entries\":{")
                .with("worlds/list.json", "[]")
                .with("worlds/deep.json", "{\"entries\":" + "[".repeat(100) + "]".repeat(100) + "}")
                .with("chats/Ada/empty.jsonl", "\n\n")
                .with("chats/Ada/header.jsonl", Folder.HEADER)
                .with("groups/double.json", "{\"id\":1,\"id\":2}")
                .read();

        assertThat(folder.cards()).hasSize(3);
        assertThat(folder.worlds()).hasSize(1);
        assertThat(folder.chats()).hasSize(2);
        assertThat(folder.remarks())
                .extracting(Remark::file)
                .containsExactly(
                        "characters/none.png",
                        "characters/nameless.json",
                        "worlds/cut.json",
                        "worlds/list.json",
                        "worlds/deep.json",
                        "chats/Ada/empty.jsonl",
                        "chats/Ada/header.jsonl",
                        "groups/double.json");
        assertThat(folder.remarks()).allSatisfy(remark -> {
            assertThat(remark.what().en()).isNotBlank();
            assertThat(remark.what().zh()).isNotBlank();
        });
    }

    @Test
    void anArchiveOfSomethingElseIsSaidToBeSo() {
        var folder = new Folder().with("holiday/beach.txt", "x").read();

        assertThat(folder.remarks())
                .extracting(remark -> remark.what().en())
                .containsExactly("Nothing of SillyTavern was found in this archive.");
    }

    @ParameterizedTest
    @CsvSource({
        "worlds/aa/evil.json,worlds/../evil.json",
        "xx/worlds/evil.json,../worlds/evil.json",
        "x/worlds/evil.json,//worlds/evil.json",
        "CC/worlds/evil.json,C:/worlds/evil.json",
        "worlds/xx_evil.json,worlds/..\\evil.json",
        "a/bb/evil.txt,a/../evil.txt"
    })
    void aNameThatLeadsElsewhereLeavesItsFileOutAndNoOther(String name, String evil) {
        var zip = renamed(whole("").with(name, WORLD).zip(), name, evil);

        var folder = TavernFolder.read(zip, Folder.SHANGHAI);

        assertThat(folder.worlds()).extracting(World::name).containsExactly("Tea house");
        assertThat(folder.cards()).hasSize(3);
        assertThat(folder.remarks()).singleElement().satisfies(remark -> {
            assertThat(remark.file()).isEqualTo(evil);
            assertThat(remark.what().en()).contains("plain name");
        });
    }

    @ParameterizedTest
    @CsvSource({"8,1,encrypted", "41,161,link", "10,14,compressed in a way", "16,7,damaged"})
    void whatMayNotBeInAnArchiveIsLeftOut(int field, int value, String said) {
        var zip = whole("").with("worlds/evil.json", WORLD).zip();
        zip[lastDirectory(zip) + field] = (byte) value;

        var folder = TavernFolder.read(zip, Folder.SHANGHAI);

        assertThat(folder.worlds()).extracting(World::name).containsExactly("Tea house");
        assertThat(folder.remarks()).singleElement().satisfies(remark -> {
            assertThat(remark.file()).isEqualTo("worlds/evil.json");
            assertThat(remark.what().en()).contains(said);
        });
    }

    @Test
    void whatIsSuspiciouslyDenseOrTooLargeIsLeftOut() {
        var folder = whole("")
                .with("worlds/dense.json", new byte[5_000_000])
                .with("groups/large.json", noise(1_200_000))
                .with("backgrounds/whatever.png", new byte[50_000_000])
                .read();

        assertThat(folder.remarks()).extracting(Remark::file).containsExactly("worlds/dense.json", "groups/large.json");
        assertThat(folder.remarks().getFirst().what().en()).contains("dense");
        assertThat(folder.remarks().getLast().what().en()).contains("too large");
    }

    @Test
    void aFileThatSaysItIsSmallIsCutOffWhereItSaid() {
        var zip = whole("").with("worlds/evil.json", new byte[5_000_000]).zip();
        ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN).putInt(lastDirectory(zip) + 24, 1000);

        var folder = TavernFolder.read(zip, Folder.SHANGHAI);

        assertThat(folder.remarks()).extracting(Remark::file).containsExactly("worlds/evil.json");
        assertThat(folder.remarks().getFirst().what().en()).contains("too large when it is unpacked");
    }

    @Test
    void moreOfAKindThanOneArchiveMayBringIsLeftForAnother() {
        var folder = whole("");
        IntStream.range(0, 12).forEach(nth -> folder.with("groups/g" + nth + ".json", noise(900_000)));

        var read = folder.read();

        assertThat(read.groups()).hasSize(1 + 9);
        assertThat(read.remarks())
                .extracting(remark -> remark.what().en())
                .hasSize(3)
                .allMatch(said -> said.contains("in another"));
    }

    @Test
    void anArchiveThatIsDamagedAsAWholeIsRefused() {
        var two = whole("")
                .with("worlds/a1.json", WORLD)
                .with("worlds/a2.json", WORLD)
                .zip();
        var overlapping = two.clone();
        ByteBuffer.wrap(overlapping).order(ByteOrder.LITTLE_ENDIAN).putInt(lastDirectory(two) + 42, 0);

        assertThat(refused(overlapping)).isEqualTo(Code.MALFORMED);
        assertThat(refused(renamed(two, "worlds/a2.json", "worlds/a1.json"))).isEqualTo(Code.MALFORMED);
        assertThat(refused("no zip".getBytes(UTF_8))).isEqualTo(Code.MALFORMED);
        assertThat(refused(new byte[TavernFolder.LARGEST + 1])).isEqualTo(Code.BODY_TOO_LARGE);
        for (var length = 0; length < two.length; length += 97) {
            assertThat(refused(Arrays.copyOf(two, length))).isEqualTo(Code.MALFORMED);
        }
    }

    @Test
    void anArchiveOfTooManyFilesIsRefused() {
        var folder = new Folder();
        IntStream.rangeClosed(0, TavernFolder.MOST_FILES).forEach(nth -> folder.with("x/" + nth, new byte[0]));

        assertThat(refused(folder.zip())).isEqualTo(Code.BODY_TOO_LARGE);
    }

    @Test
    void aReportCanBeRead() {
        var folder = whole("").with("chats/Ada/bad.jsonl", "{\n".repeat(1000) + SAYING);
        IntStream.range(0, 3000).forEach(nth -> folder.with("worlds/w" + nth + ".json", "["));

        var remarks = folder.read().remarks();

        assertThat(remarks).hasSizeLessThanOrEqualTo(2001);
        assertThat(remarks)
                .filteredOn(remark -> remark.file().equals("chats/Ada/bad.jsonl"))
                .hasSize(10);
        assertThat(remarks.getLast().what().en()).contains("more");
    }

    @Test
    void whateverIsDoneToAnArchiveItIsReadOrRefused() {
        var random = new Random(8);
        var zip = whole("").zip();
        for (var nth = 0; nth < 2000; nth++) {
            var file = zip.clone();
            for (var change = random.nextInt(6); change >= 0; change--) {
                file[random.nextInt(file.length)] = (byte) random.nextInt(256);
            }
            try {
                assertThat(TavernFolder.read(file, Folder.SHANGHAI).remarks()).isNotNull();
            } catch (Refusal refusal) {
                assertThat(refusal.code().status()).isIn(400, 413);
            }
        }
    }

    private static Folder whole(String root) {
        return new Folder()
                .with(root + "settings.json", "{\"name\":\"x\"}")
                .with(root + "secrets.json", "{\"api_key\":\"sk-1\"}")
                .with(root + "characters/Ada.png", Folder.card("Ada", CardFormat.PNG))
                .with(root + "characters/Eve.json", Folder.card("Eve", CardFormat.JSON))
                .with(root + "characters/黛玉.charx", Folder.card("林黛玉", CardFormat.CHARX))
                .with(root + "characters/Ada/joy.png", new byte[] {1})
                .with(root + "characters/.DS_Store", new byte[] {1})
                .with("__MACOSX/" + root + "characters/._Ada.png", new byte[] {1})
                .with(root + "backgrounds/tea.jpg", new byte[] {1})
                .with(root + "thumbnails/avatar/Ada.png", new byte[] {1})
                .with(root + "worlds/Tea house.json", WORLD)
                .with(root + "chats/Ada/Ada - 2026-11-21.jsonl", Folder.HEADER + SAYING)
                .with(root + "chats/黛玉/初见.jsonl", Folder.HEADER + SAYING)
                .with(root + "groups/17.json", GROUP)
                .with(root + "group chats/17.jsonl", Folder.HEADER + SAYING);
    }

    private static String header(String name) {
        return "{\"user_name\":\"Grace\",\"character_name\":\"" + name
                + "\",\"create_date\":\"2024-6-1 @10h 5m 3s 12ms\"}\n";
    }

    /** A group that no archive makes suspiciously small. */
    private static byte[] noise(int length) {
        var letters = new Random(9)
                .ints(length, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append);
        return ("{\"x\":\"" + letters + "\"}").getBytes(UTF_8);
    }

    private static byte[] renamed(byte[] file, String name, String other) {
        assertThat(other).hasSameSizeAs(name);
        return new String(file, ISO_8859_1).replace(name, other).getBytes(ISO_8859_1);
    }

    private static int lastDirectory(byte[] file) {
        return new String(file, ISO_8859_1).lastIndexOf("PK\1\2");
    }

    private static Code refused(byte[] file) {
        var refusal = catchThrowableOfType(Refusal.class, () -> TavernFolder.read(file, Folder.SHANGHAI));
        assertThat(refusal).isNotNull();
        return refusal.code();
    }
}
