package raconteur.bench.hostile;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Honest texts as stories have them, put together from our own sentences; the same for the same seed. */
public final class Corpus {
    private static final List<String> WHO = List.of(
            "林安", "守夜人", "老船长", "她", "那名少年", "王小姐", "两位旅人", "John", "掌柜", "祖母", "一只黑猫", "巡逻队", "医生", "木匠张三", "你");

    private static final List<String> DOES = List.of(
            "推开了仓库的门",
            "在三点钟醒来",
            "数着台阶往下走",
            "点燃了油灯",
            "把信藏进袖子",
            "听见楼上有脚步声",
            "沿着河岸走了十里",
            "看了看手里的地图",
            "低声说了一句话",
            "拨开草丛",
            "把椅子搬到窗边",
            "按规矩敲了三下",
            "没有回答",
            "转身就跑",
            "在纸上写下日期");

    private static final List<String> THEN = List.of(
            "。月光照在地上，像一层薄霜。",
            "，风从门缝里吹进来。",
            "！没有人敢出声……",
            "，可是钟停在两点；数一数，少了一个人。",
            "。则天色已晚，众人散去。",
            "：“这里不安全，快走。”",
            "（大概是错觉）。",
            "——远处传来狗叫。",
            "？谁也不知道。",
            "，子夜将近，雾越来越浓。",
            "。2026 年的冬天，WiFi 信号很弱。",
            "，于是大家点头，数日之后再议。");

    private static final List<String> SUBJECT = List.of(
            "The old captain",
            "Ada",
            "Nobody",
            "A thin grey cat",
            "The keeper of the lighthouse",
            "Mr. Grey",
            "My sister",
            "The two travellers",
            "Dr. O'Neill",
            "A boy of 12",
            "The innkeeper's wife",
            "She",
            "You",
            "Captain J. R. Brown",
            "The man in room 101");

    private static final List<String> VERB = List.of(
            "opened the cellar door and put on ice skates",
            "counted the stairs, one by one",
            "lit a lamp at 3pm",
            "walked ten miles along the river",
            "hid the letter in a sleeve",
            "heard steps above",
            "said nothing at all",
            "looked at the map once more",
            "ran like a hare",
            "sat by the window; the night was cold",
            "asked for a pot of tea",
            "wrote the date in a book",
            "knew a place in the hills",
            "sold 20 crates of fruit",
            "didn't answer, but I'd bet she knew");

    private static final List<String> AFTER = List.of(
            ". The moon lay on the floor like frost.",
            ", and a cold wind ice-bound the harbour.",
            "! Who would dare speak?",
            " — far off a dog barked.",
            ". It was a good end. Ice covered the pond.",
            ": “It's not safe here. Go!”",
            " (or so it seemed).",
            ". In 1984 it cost $5.",
            ", as a class of its own.",
            ". Then all was still...",
            ". Café Zoë was closed; naïve hopes remained.",
            ". No. 5 was lit, i.e. a sign.",
            ". A I B C were the marks on the wall.");

    private Corpus() {}

    /** Honest Chinese texts. */
    public static List<String> chinese(int many, RandomGenerator random) {
        return texts(many, random, WHO, DOES, THEN, "");
    }

    /** Honest English texts. */
    public static List<String> english(int many, RandomGenerator random) {
        return texts(many, random, SUBJECT, VERB, AFTER, " ");
    }

    private static List<String> texts(
            int many, RandomGenerator random, List<String> who, List<String> does, List<String> then, String gap) {
        var texts = new ArrayList<String>();
        while (texts.size() < many) {
            var text = new StringBuilder();
            for (var sentence = 1 + random.nextInt(5); sentence > 0; sentence--) {
                text.append(one(who, random))
                        .append(gap)
                        .append(one(does, random))
                        .append(one(then, random))
                        .append(gap);
            }
            texts.add(text.toString().strip());
        }
        return texts;
    }

    /** Any one of these. */
    public static String one(List<String> of, RandomGenerator random) {
        return of.get(random.nextInt(of.size()));
    }
}
