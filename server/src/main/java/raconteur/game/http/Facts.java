package raconteur.game.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import raconteur.game.Ask;
import raconteur.game.Limits;
import raconteur.game.Wording;

/** Reads a game's world as names and values: members of members by names with dots, lists of values in one line. */
final class Facts {
    private static final int NAME = 60;
    private static final int VALUE = 200;
    private static final int LISTED = 20;
    private static final int DEEPEST = 4;

    private final List<Ask.Fact> facts = new ArrayList<>();
    private int left = Limits.WORLD;

    private Facts() {}

    /** As much of it as is told. */
    static List<Ask.Fact> of(ObjectNode world) {
        var facts = new Facts();
        facts.read("", world, 0);
        return facts.facts;
    }

    private void read(String name, JsonNode value, int depth) {
        if (facts.size() >= Limits.FACTS || left <= 0) {
            return;
        }
        if (value.isObject()) {
            if (depth < DEEPEST) {
                for (var member : value.properties()) {
                    read(name.isEmpty() ? member.getKey() : name + "." + member.getKey(), member.getValue(), depth + 1);
                }
            }
        } else if (value.isArray()) {
            list(name, value, depth);
        } else if (!value.isNull()) {
            add(name, Wording.value(value));
        }
    }

    private void list(String name, JsonNode list, int depth) {
        var told = new ArrayList<String>();
        var at = 0;
        for (var item : list) {
            if (++at > LISTED) {
                told.add("…");
                break;
            }
            if (item.isContainerNode()) {
                read(name + "." + at, item, depth + 1);
            } else if (!item.isNull()) {
                told.add(Wording.value(item));
            }
        }
        if (!told.isEmpty()) {
            add(name, String.join(", ", told));
        }
    }

    private void add(String name, String value) {
        var fact = new Ask.Fact(Wording.shown(name, NAME), Wording.shown(value, VALUE));
        if (!fact.name().isEmpty() && !fact.value().isEmpty() && facts.size() < Limits.FACTS) {
            facts.add(fact);
            left -= fact.name().length() + fact.value().length() + 4;
        }
    }
}
