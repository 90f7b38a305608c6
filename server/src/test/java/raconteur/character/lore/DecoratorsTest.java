package raconteur.character.lore;

import static org.assertj.core.api.Assertions.assertThat;
import static raconteur.character.lore.Draft.constant;
import static raconteur.character.lore.Draft.entry;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import raconteur.character.lore.LoreEntry.Position;
import raconteur.provider.Completion;

/** What the first lines of an entry ask for. */
class DecoratorsTest {
    private static Scene with(@Nullable Integer greeting, @Nullable String icon, String... said) {
        return new Scene(Search.path(said), Map.of(), List.of(), "normal", "Wendy", Set.of(), greeting, icon, Set.of());
    }

    private static Search says(String content, String... keys) {
        return Search.in(entry("e", keys).says(content)).said("door", "gate");
    }

    @Test
    void theyAreNotTold() {
        var outcome = Search.in(constant("e").says("@@depth 2\n@@role user\n\nA dark hall.\n@@not one"))
                .said("x")
                .run();

        assertThat(outcome.told().getFirst().text()).isEqualTo("A dark hall.\n@@not one");
    }

    @Test
    void oneThatIsNotUnderstoodGivesWayToItsFallback() {
        var read = Decorators.read(
                "@@martian 1\n@@@also_martian\n@@@depth x\n@@@instruct_depth 3\n@@@reverse_depth 1\n@@@depth 7\n@@@depth 9\n@@@role user\nText");

        assertThat(read.decorators().asked()).containsExactly(Map.entry("depth", "7"));
        assertThat(read.content()).isEqualTo("Text");
    }

    @Test
    void aFallbackOfOneThatIsUnderstoodIsPassedOver() {
        assertThat(Decorators.read("@@depth 5\n@@@scan_depth 5\nText")
                        .decorators()
                        .asked())
                .containsExactly(Map.entry("depth", "5"));
    }

    @Test
    void ofTwoOfANameTheFirstCountsAndKeysAddUp() {
        var asked = Decorators.read("@@depth 1\n@@depth 2\n@@additional_keys a, b\n@@additional_keys c\nText")
                .decorators();

        assertThat(asked.number("depth")).isEqualTo(1);
        assertThat(asked.texts("additional_keys")).containsExactly("a", "b", "c");
    }

    @Test
    void anEntryMayAskToBeToldOrNot() {
        assertThat(says("@@activate\nText").why("e")).isEqualTo(Reason.ACTIVATED);
        assertThat(says("@@dont_activate\nText", "door").why("e")).isEqualTo(Reason.DEACTIVATED);
        assertThat(says("@@dont_activate\n@@activate\nText").why("e")).isEqualTo(Reason.ACTIVATED);
    }

    @Test
    void repliesAreCounted() {
        assertThat(says("@@activate_only_after 2\nText", "door").why("e")).isEqualTo(Reason.TOO_EARLY);
        assertThat(says("@@activate_only_after 1\nText", "door").told()).hasSize(1);
        assertThat(says("@@activate_only_every 2\nText", "door").why("e")).isEqualTo(Reason.NOT_THIS_TIME);
        assertThat(says("@@activate_only_every 1\nText", "door").told()).hasSize(1);
    }

    @Test
    void greetingAndIconCountWhereTheyAreKnown() {
        var second = constant("second").says("@@is_greeting 1\nText");
        var smith = constant("smith").says("@@is_user_icon smith\nText");
        var search = Search.in(second, smith);

        assertThat(search.scene(with(1, "smith", "x")).told()).hasSize(2);
        assertThat(search.scene(with(0, "queen", "x")).why("second")).isEqualTo(Reason.GREETING);
        assertThat(search.why("smith")).isEqualTo(Reason.ICON);
        assertThat(search.scene(with(null, null, "x")).told()).hasSize(2);
    }

    @Test
    void moreKeysMayBeNeededOrExclude() {
        assertThat(says("@@additional_keys iron,gate\nText", "door").told()).hasSize(1);
        assertThat(says("@@additional_keys iron\nText", "door").why("e")).isEqualTo(Reason.ADDITIONAL);
        assertThat(says("@@exclude_keys gate\nText", "door").why("e")).isEqualTo(Reason.EXCLUDED);
    }

    @Test
    void howFarBackIsSearchedAndWhereItStandsMayBeAskedFor() {
        assertThat(says("@@scan_depth 1\nText", "door").why("e")).isEqualTo(Reason.NO_KEY);
        assertThat(place("@@depth 3\n@@role assistant\nText"))
                .isEqualTo(new LoreEntry.Placement(Position.DEPTH, 3, Completion.Role.ASSISTANT, ""));
        assertThat(place("@@position scenario\n@@depth 3\nText").position()).isEqualTo(Position.SCENARIO);
        assertThat(place("@@position personality\nText").position()).isEqualTo(Position.PERSONALITY);
        assertThat(place("@@position after_desc\nText").position()).isEqualTo(Position.AFTER);
        assertThat(place("@@position on_the_moon\nText").position()).isEqualTo(Position.BEFORE);
    }

    private static LoreEntry.Placement place(String content) {
        return Search.in(constant("e").says(content))
                .said("x")
                .run()
                .told()
                .getFirst()
                .placement();
    }

    @Test
    void partsOfThePromptMayBeLeftOut() {
        assertThat(says("@@activate\n@@disable_ui_prompt system_prompt\nText")
                        .run()
                        .disabled())
                .containsExactly("system_prompt");
    }
}
