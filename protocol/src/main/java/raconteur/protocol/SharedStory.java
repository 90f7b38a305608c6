package raconteur.protocol;

import java.time.Instant;
import java.util.List;

/**
 * A story as everybody sees it who has the link: what was told, and nothing that names anybody or anything.
 *
 * @param state playing, paused or over
 * @param eventNumber of the last event that was told
 */
public record SharedStory(
        String title, String language, String state, int eventNumber, List<StoryTold> items, Instant updatedAt) {}
