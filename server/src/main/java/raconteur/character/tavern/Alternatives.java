package raconteur.character.tavern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a line of a chat says, and what it could have said.
 *
 * @param all in their order; one of them is shown
 * @param isCut whether there were more
 */
record Alternatives(List<One> all, boolean isCut) {
    /** One of them. */
    record One(String text, String reasoning, JsonNode sent, boolean isShown) {}

    Alternatives {
        all = List.copyOf(all);
    }

    /** Those of this line, or none where it says nothing at all. */
    static @Nullable Alternatives of(ObjectNode line, int most) {
        var swipes = line.path("swipes");
        var shown = shown(line, swipes);
        var said = line.path("mes").isTextual()
                ? line.path("mes").textValue()
                : swipes.path(shown).asText("");
        if (!line.path("mes").isTextual() && !swipes.path(shown).isTextual()) {
            return null;
        }
        var main = main(line, shown, said);
        var all = new ArrayList<One>();
        var isCut = false;
        for (var place = 0; place < swipes.size(); place++) {
            if (place == shown) {
                all.add(main);
            } else if (!swipes.path(place).asText("").isBlank()) {
                var room = place < shown ? most - 1 : most;
                isCut |= all.size() >= room;
                if (all.size() < room) {
                    all.add(another(line, place));
                }
            }
        }
        if (shown >= swipes.size()) {
            all.add(main);
        }
        return new Alternatives(all, isCut);
    }

    /** Which of them is shown: what the line says, if that can be; else the one of the same words; else one more. */
    private static int shown(ObjectNode line, JsonNode swipes) {
        var id = line.path("swipe_id");
        if (id.canConvertToInt() && id.isIntegralNumber() && id.intValue() >= 0 && id.intValue() < swipes.size()) {
            return id.intValue();
        }
        for (var place = 0; place < swipes.size(); place++) {
            if (swipes.path(place).equals(line.path("mes"))) {
                return place;
            }
        }
        return swipes.size();
    }

    /** The one that is shown; its words were edited after they came, perhaps, and what it says now counts. */
    private static One main(ObjectNode line, int shown, String said) {
        var info = line.path("swipe_info").path(shown);
        var reasoning = line.path("extra").path("reasoning").asText("");
        return new One(
                said,
                reasoning.isEmpty() ? info.path("extra").path("reasoning").asText("") : reasoning,
                line.has("send_date") ? line.path("send_date") : info.path("send_date"),
                true);
    }

    private static One another(ObjectNode line, int place) {
        var info = line.path("swipe_info").path(place);
        return new One(
                line.path("swipes").path(place).asText(""),
                info.path("extra").path("reasoning").asText(""),
                info.path("send_date"),
                false);
    }
}
