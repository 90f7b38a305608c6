package raconteur.protocol;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a new conversation is like; everything may be left out.
 *
 * @param lorePlacement where lore stands in prompts of a character: {@code at_position}, or {@code append} so that
 *     prompts only grow
 */
public record ConversationDraft(
        @TextLength(max = 200) @Nullable String title,
        @TextLength(max = 100_000) @Nullable String system,
        @TextLength(max = 300) @Nullable String model,
        @Valid @Nullable Sampling parameters,
        @Valid @Nullable ContextPolicy contextPolicy,
        @Nullable UUID personaId,
        @Nullable UUID presetId,
        @Nullable Boolean pinned,
        @Nullable Boolean archived,
        @TextLength(max = 100) @Nullable String folder,
        @Size(max = 50) @Nullable List<@TextLength(min = 1, max = 50) String> tags,
        @Nullable Integer version,
        @Pattern(regexp = "at_position|append") @Nullable String lorePlacement) {}
