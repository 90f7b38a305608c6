package raconteur.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * Something that happened in a story, as it was kept.
 *
 * @param seq its number in the journal, from 1
 * @param type begun, acted, drawn, ruled, told, paused, resumed, branched or renamed
 * @param data what exactly; its fields differ by type
 */
public record StoryEntry(long seq, String type, Instant at, JsonNode data) {}
