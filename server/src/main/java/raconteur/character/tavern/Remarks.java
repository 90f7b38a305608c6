package raconteur.character.tavern;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import raconteur.platform.Refusal;
import raconteur.platform.Text;
import raconteur.platform.file.Zip;

/** Collects remarks, so many of one file and so many of all: a report is to be read. */
final class Remarks {
    private static final int MOST_OF_ONE = 10;
    private static final int MOST = 2000;

    private final List<Remark> all = new ArrayList<>();
    private final Map<String, Integer> counts = new HashMap<>();

    void add(String file, Refusal refusal) {
        add(file, refusal.detail());
    }

    void add(String file, String en, String zh) {
        add(file, new Text(en, zh));
    }

    private void add(String file, Text what) {
        var count = counts.merge(file, 1, Integer::sum);
        if (count > MOST_OF_ONE || all.size() > MOST) {
            return;
        }
        var isLast = count == MOST_OF_ONE || all.size() == MOST;
        all.add(new Remark(Zip.shown(file), isLast ? new Text("And more that is not told.", "其余问题不再列出。") : what));
    }

    List<Remark> all() {
        return all;
    }
}
