package raconteur.protocol;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A character that is to be made.
 *
 * @param role its name
 * @param source where text about it is: {@code baike}, {@code zhwiki}, {@code wikipedia}, {@code mediawiki} (with
 *     {@code url}, any page of that wiki), {@code url}, {@code text}, or {@code blank} for none
 * @param url of the page or the wiki
 * @param text that was pasted; its first 20,000 characters are used
 * @param choice which of several by that name: a title or an href that the source gave. Whoever chooses has also
 *     confirmed a page whose title is another
 * @param model which model writes it; the default chat model when left out
 * @param detail how much is written, in one word: little when left out, or much
 * @param language in which it is written, a tag such as {@code zh}; the caller's when left out
 * @param clientRequestId as the header {@code Idempotency-Key}
 */
public record CharacterWish(
        @NotNull @TextLength(min = 1, max = 64) String role,

        @NotNull
        @Pattern(
                regexp = "baike|zhwiki|wikipedia|mediawiki|url|text|blank",
                message = "must be baike, zhwiki, wikipedia, mediawiki, url, text or blank")
        String source,

        @TextLength(max = 2048) @Nullable String url,
        @TextLength(max = 200_000) @Nullable String text,
        @TextLength(max = 2048) @Nullable String choice,
        @TextLength(max = 200) @Nullable String model,

        @Pattern(regexp = "concise|detailed", message = "must be concise or detailed") @Nullable
        String detail,

        @Pattern(regexp = "[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,3}", message = "must be a language tag such as zh")
        @Nullable
        String language,

        @TextLength(max = 200) @Nullable String clientRequestId) {}
