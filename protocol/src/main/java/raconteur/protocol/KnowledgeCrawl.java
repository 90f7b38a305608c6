package raconteur.protocol;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Pages of a MediaWiki that a collection is to know. Without titles and categories: all of its articles.
 *
 * @param api the wiki's {@code api.php}
 * @param titles pages by their titles
 * @param categories pages that are in them, without those of categories inside
 * @param most pages at most; 500 when left out
 */
public record KnowledgeCrawl(
        @NotNull @TextLength(min = 8, max = 500) String api,
        @Size(max = 1000) @Nullable List<@NotNull @TextLength(min = 1, max = 255) String> titles,
        @Size(max = 50) @Nullable List<@NotNull @TextLength(min = 1, max = 255) String> categories,
        @Min(1) @Max(5000) @Nullable Integer most) {}
