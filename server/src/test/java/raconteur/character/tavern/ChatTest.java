package raconteur.character.tavern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Chats with their swipes, as trees. */
class ChatTest {
    private static final String GREETING = """
            {"name":"Ada","is_user":false,"mes":"Good day.","send_date":"2026-11-21T08:00:00.000Z","swipe_id":1,\
            "swipes":["Hello.","Good day.","你好。"],\
            "swipe_info":[{"send_date":"2026-11-21T07:00:00.000Z","extra":{"reasoning":"be brief"}},{},{}]}
            """;
    private static final String QUESTION = """
            {"name":"Grace","is_user":true,"is_system":false,"mes":"Who are you?","send_date":"2026-11-21T08:01:00.000Z","extra":{}}
            """;
    private static final String ANSWER = """
            {"name":"Ada","is_user":false,"mes":"A countess.","send_date":"2026-11-21T08:02:00.000Z",\
            "extra":{"reasoning":"She asks.","model":"m"},"swipe_id":0,"swipes":["A countess.","A poet."],\
            "swipe_info":[{},{"send_date":"2026-11-21T08:03:00.000Z","extra":{"reasoning":"Tease her."}}]}
            """;

    @Test
    void swipesAreAlternativesAndTheNextMessageAnswersTheOneThatWasShown() {
        var chat = chat(Folder.HEADER + GREETING + QUESTION + ANSWER);

        assertThat(chat.nodes())
                .extracting(Node::parent, Node::place, Node::role, Node::text, Node::isShown)
                .containsExactly(
                        tuple(Node.NONE, 0, Node.Role.ASSISTANT, "Hello.", false),
                        tuple(Node.NONE, 1, Node.Role.ASSISTANT, "Good day.", true),
                        tuple(Node.NONE, 2, Node.Role.ASSISTANT, "你好。", false),
                        tuple(1, 0, Node.Role.USER, "Who are you?", true),
                        tuple(3, 0, Node.Role.ASSISTANT, "A countess.", true),
                        tuple(3, 1, Node.Role.ASSISTANT, "A poet.", false));
        assertThat(chat.shown()).extracting(Node::text).containsExactly("Good day.", "Who are you?", "A countess.");
        assertThat(chat.shown()).extracting(Node::name).containsExactly("Ada", "Grace", "Ada");
    }

    @Test
    void eachAlternativeHasItsOwnThoughtsAndTime() {
        var chat = chat(Folder.HEADER + GREETING + ANSWER);

        assertThat(chat.nodes())
                .extracting(Node::reasoning)
                .containsExactly("be brief", "", "", "She asks.", "Tease her.");
        assertThat(chat.nodes())
                .extracting(Node::at)
                .containsExactly(
                        Instant.parse("2026-11-21T07:00:00Z"),
                        Instant.parse("2026-11-21T08:00:00Z"),
                        null,
                        Instant.parse("2026-11-21T08:02:00Z"),
                        Instant.parse("2026-11-21T08:03:00Z"));
    }

    @Test
    void whatTheHeaderSaysIsKept() {
        var newer = chat(Folder.HEADER + QUESTION);
        var older = chat("""
                {"user_name":"Grace","character_name":"Ada","create_date":"2024-6-1 @10h 5m 3s 12ms"}
                """ + QUESTION);
        var none = chat(QUESTION);

        assertThat(newer.metadata().json().path("note_prompt").textValue()).isEqualTo("slowly");
        assertThat(newer.characterName()).isEmpty();
        assertThat(newer.userName()).isEmpty();
        assertThat(newer.started()).isNull();
        assertThat(older.characterName()).isEqualTo("Ada");
        assertThat(older.userName()).isEqualTo("Grace");
        assertThat(older.started()).isEqualTo(Instant.parse("2024-06-01T02:05:03.012Z"));
        assertThat(none.nodes()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'is_user':true,'is_system':false | USER | false",
                "'is_user':true,'is_system':true | USER | true",
                "'is_user':false,'is_system':true | ASSISTANT | true",
                "'is_user':false,'extra':{'type':'narrator'} | SYSTEM | false",
                "'is_system':true,'extra':{'type':'comment'} | SYSTEM | true",
                "'is_system':false,'extra':{'type':'assistant_message'} | ASSISTANT | false",
                "'is_system':true,'name':'SillyTavern System' | SYSTEM | true",
                "'is_user':'true' | USER | false",
            })
    void whoSpeaksIsTold(String fields, Node.Role role, boolean isHidden) {
        var chat = chat("{\"mes\":\"x\"," + fields.replace('\'', '"') + "}\n");

        assertThat(chat.nodes().getFirst().role()).isEqualTo(role);
        assertThat(chat.nodes().getFirst().isHidden()).isEqualTo(isHidden);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "edited: what is shown now counts | 'mes':'c','swipe_id':0,'swipes':['a','b'] | *c b",
                "no number of that kind: the same words | 'mes':'b','swipe_id':7,'swipes':['a','b'] | a *b",
                "nor the same words: one more | 'mes':'c','swipe_id':-1,'swipes':['a','b'] | a b *c",
                "no number at all | 'mes':'b','swipe_id':'1','swipes':['a','b'] | a *b",
                "an empty one that was never filled | 'mes':'a','swipe_id':0,'swipes':['a',''] | *a",
                "an empty one that is shown | 'mes':'','swipe_id':1,'swipes':['a',''] | a *",
                "something else among them | 'mes':'a','swipe_id':0,'swipes':['a',null,{},3] | *a 3",
                "no words beside the swipes | 'swipe_id':1,'swipes':['a','b'] | a *b",
                "no list | 'mes':'a','swipe_id':0,'swipes':'a' | *a",
                "no swipes | 'mes':'a' | *a",
            })
    void swipesOfAnyShapeAreAlternatives(String why, String fields, String said) {
        var chat = chat("{" + fields.replace('\'', '"') + "}\n" + QUESTION);
        var nodes = chat.nodes().subList(0, chat.nodes().size() - 1);

        assertThat(nodes.stream()
                        .map(node -> (node.isShown() ? "*" : "") + node.text())
                        .collect(Collectors.joining(" ")))
                .as(why)
                .isEqualTo(said);
        assertThat(nodes)
                .extracting(Node::place)
                .containsExactlyElementsOf(
                        IntStream.range(0, nodes.size()).boxed().toList());
        assertThat(nodes.get(chat.nodes().getLast().parent()).isShown()).isTrue();
    }

    @Test
    void aBrokenLineIsLeftOutWithItsNumber() {
        var folder = folder(Folder.HEADER + GREETING + "{\"mes\":\n\n" + "[1]\n" + "{\"x\":1}\n" + QUESTION
                + "{\"name\":\"cut off");

        assertThat(folder.chats().getFirst().shown())
                .extracting(Node::text)
                .containsExactly("Good day.", "Who are you?");
        assertThat(folder.remarks()).extracting(Remark::file).containsOnly("chats/Ada/a.jsonl");
        assertThat(folder.remarks())
                .extracting(remark -> remark.what()
                        .en()
                        .split("[:,]", -1)[0]
                        .replace(" is left out", "")
                        .replace(" is no message", ""))
                .containsExactly("Line 3", "Line 5", "Line 6", "Line 8");
    }

    @Test
    void halfACharacterAndNoneAreMended() {
        var chat = chat("{\"mes\":\"a\\ud83d b\\u0000c\\ud83d\\ude00\",\"name\":\"\\udc00\"}\r\n");

        assertThat(chat.nodes().getFirst().text()).isEqualTo("a\uFFFD b\uFFFDc😀");
        assertThat(chat.nodes().getFirst().name()).isEqualTo("\uFFFD");
    }

    @Test
    void aTextThatIsTooLongIsCutAndItIsSaid() {
        var most = letters(new Random(3), (1 << 20) - 1);
        var folder = folder("{\"mes\":\"" + most + "🐉".repeat(1000) + "\"}\n");

        assertThat(folder.chats().getFirst().nodes().getFirst().text())
                .as("and no letter is cut in two")
                .isEqualTo(most);
        assertThat(folder.remarks().getFirst().what().en()).contains("line 1", "cut");
    }

    @Test
    void moreAlternativesThanTwoHundredAreLeftOutButNeverTheOneThatIsShown() {
        var swipes = IntStream.range(0, 500).mapToObj(nth -> "\"" + nth + "\"").collect(Collectors.joining(","));
        var folder = folder("{\"mes\":\"450\",\"swipe_id\":450,\"swipes\":[" + swipes + "]}\n" + QUESTION);

        var chat = folder.chats().getFirst();
        assertThat(chat.nodes()).hasSize(200 + 1);
        assertThat(chat.shown()).extracting(Node::text).containsExactly("450", "Who are you?");
        assertThat(folder.remarks())
                .singleElement()
                .satisfies(remark -> assertThat(remark.what().en()).contains("200"));
    }

    @Test
    @Timeout(60)
    void aChatOfTooManyLinesOrAlternativesIsCutWhereItIsFull() {
        var lines = folder("{\"mes\":\"a\"}\n".repeat(60_000));
        var swipes = IntStream.range(0, 150).mapToObj(nth -> "\"" + nth + "\"").collect(Collectors.joining(","));
        var nodes = folder(("{\"mes\":\"0\",\"swipe_id\":0,\"swipes\":[" + swipes + "]}\n").repeat(1000));

        assertThat(lines.chats().getFirst().nodes()).hasSize(50_000);
        assertThat(lines.remarks())
                .singleElement()
                .satisfies(remark -> assertThat(remark.what().en()).contains("50000"));
        assertThat(nodes.chats().getFirst().nodes()).hasSize(666 * 150);
        assertThat(nodes.remarks()).hasSize(10);
    }

    @Test
    void aLineThatIsTooLongOrTooDeepIsLeftOut() {
        var deep = "[".repeat(100_000) + "]".repeat(100_000);
        var folder = folder(QUESTION + "{\"mes\":\"" + letters(new Random(9), 9 << 20) + "\"}\n"
                + "{\"mes\":\"x\",\"extra\":" + deep + "}\n" + ANSWER);

        assertThat(folder.chats().getFirst().shown())
                .extracting(Node::text)
                .containsExactly("Who are you?", "A countess.");
        assertThat(folder.remarks())
                .extracting(remark -> remark.what().en())
                .satisfiesExactly(
                        one -> assertThat(one).contains("Line 2", "8 MiB"),
                        two -> assertThat(two).contains("Line 3", "deep"));
    }

    @Test
    void aLargeChatIsReadInGoodTime() {
        var random = new Random(5);
        var lines = IntStream.range(0, 5000)
                .mapToObj(nth ->
                        QUESTION.replace("you", letters(random, 200)) + ANSWER.replace("poet", letters(random, 600)))
                .collect(Collectors.joining());
        var zip = new Folder().with("chats/Ada/a.jsonl", Folder.HEADER + lines).zip();

        var began = System.nanoTime();
        var chat = TavernFolder.read(zip, Folder.SHANGHAI).chats().getFirst();

        System.out.printf(
                "10,000 messages, %,d bytes in an archive of %,d: %d ms%n",
                lines.length(),
                zip.length,
                Duration.ofNanos(System.nanoTime() - began).toMillis());
        assertThat(chat.nodes()).hasSize(15_000);
    }

    private static String letters(Random random, int count) {
        return random.ints(count, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static Chat chat(String lines) {
        var folder = folder(lines);
        assertThat(folder.remarks()).isEmpty();
        return folder.chats().getFirst();
    }

    private static TavernFolder folder(String lines) {
        return new Folder().with("chats/Ada/a.jsonl", lines).read();
    }
}
