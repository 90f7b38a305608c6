package raconteur.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What every encyclopedia promises. It has a page 温蒂 of a character, and several who are called 威尔逊. */
public interface EncyclopediaContract {
    Encyclopedia encyclopedia();

    @Test
    default void whoeverIsKnownIsFoundWithTextAndWhereItIs() throws InterruptedException {
        var found = encyclopedia().look(Meaning.named("温蒂"));

        assertThat(found).isInstanceOfSatisfying(Lookup.Found.class, one -> {
            var page = one.page();
            assertThat(page.isAbout("温蒂")).isTrue();
            assertThat(page.isAbout("哈姆雷特")).isFalse();
            assertThat(page.address()).isNotNull();
            assertThat(page.summary()).contains("阿比盖尔").doesNotContain("[1]", "编辑", "<");
            assertThat(page.facts()).contains(new Page.Fact("性别", "女"));
            assertThat(page.sections())
                    .anyMatch(part -> part.title().equals("背景") && part.text().contains("双胞胎"));
            assertThat(page.markdown(20_000))
                    .contains("# 温蒂", "- 性别: 女", "## 背景")
                    .doesNotContain("alert(");
        });
    }

    @Test
    default void namesakesAreAskedAbout() throws InterruptedException {
        var found = encyclopedia().look(Meaning.named("威尔逊"));

        assertThat(found).isInstanceOfSatisfying(Lookup.Namesakes.class, several -> {
            assertThat(several.meanings()).hasSizeGreaterThan(1);
            assertThat(several.meanings()).anyMatch(one -> one.snippet().contains("科学家"));
        });
    }

    @Test
    default void whoeverIsChosenAmongNamesakesIsShown() throws InterruptedException {
        var several = (Lookup.Namesakes) encyclopedia().look(Meaning.named("威尔逊"));
        var chosen = several.meanings().stream()
                .filter(one -> one.snippet().contains("科学家"))
                .findFirst()
                .orElseThrow();

        assertThat(encyclopedia().look(chosen))
                .isInstanceOfSatisfying(
                        Lookup.Found.class,
                        one -> assertThat(one.page().summary()).contains("科学家"));
    }

    @Test
    default void nobodyIsSaidToBeNobody() throws InterruptedException {
        assertThat(encyclopedia().look(Meaning.named("没有这个人"))).isInstanceOf(Lookup.Missing.class);
    }

    @Test
    default void aSearchNamesWhomItMayMean() throws InterruptedException {
        var found = encyclopedia().search("威尔逊", 1);

        assertThat(found).hasSize(1);
        assertThat(found.getFirst().snippet()).doesNotContain("<");
        assertThat(found.getFirst().href()).startsWith("http");
    }
}
