package raconteur.protocol;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A character.
 *
 * @param own whether it is the caller's; another's can be read and copied
 * @param provenance what each statement of the profile rests on, by its path: {@code basic_info.age},
 *     {@code background.experiences.0}
 * @param categories whether each category is done, failed or empty
 * @param greetings the first one, then those that may stand for it
 * @param bookEntries how many entries the card's own lorebook has
 */
public record CharacterState(
        UUID id,
        String name,
        String nickname,
        String language,
        String brief,
        String visibility,
        List<String> tags,
        boolean own,
        CharacterProfile profile,
        Map<String, Grounds> provenance,
        Map<String, String> categories,
        List<String> greetings,
        List<String> groupGreetings,
        String description,
        String personality,
        String scenario,
        String examples,
        String systemPrompt,
        String postHistoryInstructions,
        String creatorNotes,
        String creator,
        String characterVersion,
        @Nullable CharacterSource source,
        @Nullable String avatarUrl,
        int bookEntries,
        @Nullable String model,
        int version,
        Instant createdAt,
        Instant updatedAt) {
    /**
     * What a statement rests on.
     *
     * @param kind source, inferred or written
     * @param quote the sentence of the source that says so; its owner alone sees that
     */
    public record Grounds(String kind, @Nullable String quote) {}
}
