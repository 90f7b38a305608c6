package raconteur.conversation.migration;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import raconteur.character.tavern.Remark;
import raconteur.platform.Language;
import raconteur.platform.Text;

/** What came of a folder, as its owner reads it; so much of each kind and no more, and how much there is in all. */
final class Report {
    /** Things of each kind that are listed. */
    static final int MOST = 1000;

    private static final int LONGEST = 1000;

    /** What was not taken, or not as it was. */
    record Problem(String file, Text what) {}

    private final ObjectNode json = JsonNodeFactory.instance.objectNode();
    private final ObjectNode counts = JsonNodeFactory.instance.objectNode();

    private Report() {}

    static ObjectNode of(List<Mark> marks, List<Remark> remarks, List<Problem> more, Language language) {
        var report = new Report();
        for (var list : List.of("characters", "lorebooks", "conversations", "groups", "problems")) {
            report.json.putArray(list);
            report.counts.put(list, 0);
        }
        var problems = new ArrayList<Problem>();
        for (var mark : marks) {
            report.add(mark);
            mark.remarks()
                    .forEach(what -> problems.add(new Problem(mark.source().file(), what)));
        }
        problems.addAll(more);
        remarks.forEach(one -> problems.add(new Problem(one.file(), one.what())));
        problems.forEach(one -> report.to("problems")
                .put("file", one.file())
                .put("message", Lines.cut(one.what().in(language), LONGEST)));
        report.json.set("counts", report.counts);
        return report.json;
    }

    private void add(Mark mark) {
        var id = mark.made().toString();
        var file = mark.source().file();
        switch (mark.source().kind()) {
            case CHARACTER ->
                to("characters").put("id", id).put("name", mark.name()).put("file", file);
            case LOREBOOK ->
                to("lorebooks").put("id", id).put("name", mark.name()).put("file", file);
            case CONVERSATION ->
                to("conversations")
                        .put("id", id)
                        .put("title", mark.name())
                        .put(
                                "character_id",
                                mark.character() == null
                                        ? null
                                        : mark.character().toString())
                        .put("messages", mark.messages())
                        .put("file", file);
            case GROUP, GROUP_CHAT ->
                to("groups")
                        .put("id", id)
                        .put("name", mark.name())
                        .put("kind", mark.source().kind().word())
                        .put("file", file);
        }
    }

    /** A new item of a list, which is in it unless that is full. */
    private ObjectNode to(String list) {
        counts.put(list, counts.path(list).asInt() + 1);
        var items = (ArrayNode) json.path(list);
        return items.size() < MOST ? items.addObject() : JsonNodeFactory.instance.objectNode();
    }
}
