package raconteur.provider.demo;

import java.util.List;

/** The demo's longer texts. */
final class Samples {
    static final List<String> OPENINGS_EN =
            List.of("A good question.", "Let us see.", "I hear you.", "That is one way to put it.");

    static final List<String> OPENINGS_ZH = List.of("好问题。", "让我看看。", "我听到了。", "这是一种说法。");

    static final String MARKDOWN_EN = """
            # A sample of Markdown

            This is the **demo**, not an AI model. Text may be *slanted*, **strong**, ~~struck~~ or `code`, and may hold a [link](https://commonmark.org).

            > A quotation, with a second line
            > and a thought of its own.

            1. First
            2. Second
               - with a point
               - and another

            | Dish | Price |
            |:-----|------:|
            | Tea  |  1.20 |
            | Soup | 12.00 |

            ```java
            static int fib(int n) {
                return n < 2 ? n : fib(n - 1) + fib(n - 2);
            }
            ```

            Inline maths $e^{i\\pi} + 1 = 0$ and a block:

            $$
            \\int_0^1 x^2 \\, dx = \\frac{1}{3}
            $$

            - [x] done
            - [ ] still open
            """;

    static final String MARKDOWN_ZH = """
            # Markdown 示例

            这是**演示**，不是 AI 模型。文字可以是*斜体*、**粗体**、~~删除线~~或`代码`，也可以有[链接](https://commonmark.org)。**“引号里的重点”**后面紧跟汉字也应正常显示。

            > 这是一段引用，
            > 它有两行。

            1. 第一
            2. 第二
               - 其一
               - 其二

            | 菜品 | 价格 |
            |:-----|------:|
            | 茶   |  1.20 |
            | 汤   | 12.00 |

            ```python
            def 问候(名字: str) -> str:
                return f"你好，{名字}！"
            ```

            行内公式 $e^{i\\pi} + 1 = 0$，以及独立公式：

            $$
            \\sum_{k=1}^{n} k = \\frac{n(n+1)}{2}
            $$

            - [x] 已完成
            - [ ] 未完成
            """;

    static final String STORY_EN = """
            The lamp at the end of the pier had not been lit for eleven years, and still, every evening, the keeper's daughter carried oil up the ninety-one steps. “For whom?” the fishermen asked. “For whoever needs it,” she said, and trimmed the wick.

            One night in November the fog came in so thick that the gulls walked. Somewhere out on the water a bell rang, three strokes and a pause, three strokes and a pause. She struck a match. It was the last one in the box, and it held.

            In the morning there was a boat at the pier that nobody knew, and on its bench a jar of oil, full to the brim, with a note: *I saw you.*

            """;

    static final String STORY_ZH = """
            码头尽头的灯已经十一年没有亮过了，可守灯人的女儿每天傍晚仍旧提着油，走上那九十一级台阶。“给谁点的？”渔夫们问。“给需要的人。”她说着，剪了剪灯芯。

            十一月的一个夜里，雾浓得连海鸥都只能走路。水面上不知何处传来钟声，三下，一停；三下，又一停。她划着了火柴。那是盒里的最后一根，它没有灭。

            第二天早晨，码头边停着一条谁也不认识的船。船板上放着一罐满满的灯油，还有一张字条：“我看见你了。”

            """;

    private Samples() {}
}
