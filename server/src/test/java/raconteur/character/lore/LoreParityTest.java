package raconteur.character.lore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Keeps docs/lore.md true: each of its rules is proven by a test that exists. */
class LoreParityTest {
    private static final Pattern NAMED = Pattern.compile("`(\\w+Test)\\.(\\w+)`");

    @Test
    void everyRuleOfThePageHasATest() throws Exception {
        var missing = new ArrayList<String>();
        var rules = 0;
        for (var line : Files.readAllLines(page())) {
            if (!line.matches("\\| [0-9]+ \\|.*")) {
                continue;
            }
            rules++;
            var named = NAMED.matcher(line);
            var any = false;
            while (named.find()) {
                any = true;
                var type = Class.forName("raconteur.character.lore." + named.group(1));
                var name = named.group(2);
                if (Arrays.stream(type.getDeclaredMethods())
                        .noneMatch(method -> method.getName().equals(name))) {
                    missing.add(line);
                }
            }
            if (!any) {
                missing.add(line);
            }
        }

        assertThat(missing).isEmpty();
        assertThat(rules).isGreaterThan(40);
    }

    private static Path page() throws IOException {
        return Path.of("..").toRealPath().resolve("docs/lore.md");
    }
}
