package raconteur.source.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** RFC 9309, as far as it concerns a guest. */
class RobotRulesTest {
    @Test
    void whoIsNamedKeepsItsOwnRulesOnly() {
        var rules = RobotRules.parse("User-agent: *\nDisallow: /\n\nUser-Agent: Raconteur\nDisallow: /private\n");

        assertThat(rules.allow("/open")).isTrue();
        assertThat(rules.allow("/private/page")).isFalse();
    }

    @Test
    void everybodyElseKeepsThoseForAll() {
        var rules = RobotRules.parse(
                "User-agent: Baiduspider\nAllow: /\n\nUser-agent: other\nUser-agent: *\nDisallow: /\n");

        assertThat(rules.allow("/item/x")).isFalse();
    }

    @Test
    void theLongestRuleDecidesAndAllowsWhenEqual() {
        var rules = RobotRules.parse("user-agent:*\ndisallow:/a # not here\nallow:/a/b\nallow:/c\ndisallow:/c\n");

        assertThat(rules.allow("/a/x")).isFalse();
        assertThat(rules.allow("/a/b/x")).isTrue();
        assertThat(rules.allow("/c")).isTrue();
    }

    @Test
    void starsAndEndsAreUnderstood() {
        var rules = RobotRules.parse("User-agent: *\nDisallow: /*.php$\nDisallow: /*/edit\nDisallow:\n");

        assertThat(rules.allow("/w/index.php")).isFalse();
        assertThat(rules.allow("/w/index.php?x")).isTrue();
        assertThat(rules.allow("/a/b/edit/c")).isFalse();
        assertThat(rules.allow("/edit")).isTrue();
    }

    @Test
    void nothingSaidIsNothingForbidden() {
        assertThat(RobotRules.parse("").allow("/")).isTrue();
        assertThat(RobotRules.parse("<html>not found</html>").allow("/")).isTrue();
    }

    @Test
    void noPatternTakesLong() {
        var rules = RobotRules.parse("User-agent: *\n" + ("Disallow: /" + "*a".repeat(200) + "$\n").repeat(500));

        assertTimeout(Duration.ofSeconds(5), () -> rules.allow("/" + "a".repeat(1000) + "b"));
    }
}
