package raconteur.character.lore;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;

/** Of each group one entry is told: whoever is told on, else who was told already, scores, overrides, or is drawn. */
final class Groups {
    private final boolean scoring;
    private final ToIntFunction<Compiled> score;
    private final Draws draws;

    /** @param score how many of its keys were found */
    Groups(boolean scoring, ToIntFunction<Compiled> score, Draws draws) {
        this.scoring = scoring;
        this.score = score;
        this.draws = draws;
    }

    /** Those of the hits that lose to another of their group, given what was told in rounds before. */
    Set<Hit> losers(List<Hit> hits, Collection<Hit> told) {
        var groups = new LinkedHashMap<String, List<Hit>>();
        for (var hit : hits) {
            hit.one()
                    .groups()
                    .forEach(name ->
                            groups.computeIfAbsent(name, _ -> new ArrayList<>()).add(hit));
        }
        var lost = new HashSet<Hit>();
        for (Map.Entry<String, List<Hit>> group : groups.entrySet()) {
            var standing =
                    group.getValue().stream().filter(hit -> !lost.contains(hit)).toList();
            lost.addAll(standing);
            winners(group.getKey(), standing, told).forEach(lost::remove);
        }
        return lost;
    }

    private List<Hit> winners(String name, List<Hit> group, Collection<Hit> told) {
        var sticky = group.stream().filter(hit -> hit.reason() == Reason.STICKY).toList();
        if (!sticky.isEmpty()) {
            return sticky;
        }
        if (told.stream().anyMatch(hit -> hit.one().groups().contains(name))) {
            return List.of();
        }
        var best = best(group);
        if (best.size() <= 1) {
            return best;
        }
        var prior = best.stream()
                .filter(hit -> hit.one().entry().group().override())
                .max(Comparator.comparingInt(hit -> hit.one().entry().order()));
        return List.of(prior.orElseGet(() -> drawn(name, best)));
    }

    /** Without those that score and have found fewer keys than the best. */
    private List<Hit> best(List<Hit> group) {
        if (group.stream().noneMatch(hit -> scores(hit.one()))) {
            return group;
        }
        var most = group.stream()
                .mapToInt(hit -> score.applyAsInt(hit.one()))
                .max()
                .orElse(0);
        return group.stream()
                .filter(hit -> !scores(hit.one()) || score.applyAsInt(hit.one()) == most)
                .toList();
    }

    private boolean scores(Compiled one) {
        var own = one.entry().group().scoring();
        return own == null ? scoring : own;
    }

    private Hit drawn(String name, List<Hit> group) {
        var total = group.stream().mapToLong(Groups::weight).sum();
        var left = draws.of("group " + name) * total;
        for (var hit : group) {
            left -= weight(hit);
            if (left < 0) {
                return hit;
            }
        }
        return group.getLast();
    }

    private static long weight(Hit hit) {
        return Math.max(0, hit.one().entry().group().weight());
    }
}
