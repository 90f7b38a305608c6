package raconteur.protocol;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of knowledge.
 *
 * @param query in words or as a question
 * @param collections that are searched; when left out those open at the character, else all of the account
 * @param character whose knowledge is asked
 * @param limit passages at most; 5 when left out
 */
public record KnowledgeQuery(
        @NotNull @TextLength(min = 1, max = 2000) String query,
        @Size(min = 1, max = 50) @Nullable List<@NotNull UUID> collections,
        @Nullable UUID character,
        @Min(1) @Max(50) @Nullable Integer limit) {}
