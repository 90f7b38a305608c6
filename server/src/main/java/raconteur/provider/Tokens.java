package raconteur.provider;

/**
 * What one completion used, as the provider counted it.
 *
 * @param input tokens of the prompt, cached ones included
 * @param output tokens of the answer, reasoning included
 * @param cached the part of {@code input} that came from the provider's cache
 * @param reasoning the part of {@code output} that was thinking
 */
public record Tokens(long input, long output, long cached, long reasoning) {
    public Tokens {
        if (input < 0 || output < 0 || cached < 0 || reasoning < 0 || cached > input || reasoning > output) {
            throw new IllegalArgumentException(
                    "not a count of tokens: %d %d %d %d".formatted(input, output, cached, reasoning));
        }
    }
}
