package raconteur.protocol;

import org.jspecify.annotations.Nullable;

/** How long a provider may take, such as {@code 30s}; {@code 0s} is for ever, null is as long as any other. */
public record ProviderTimeouts(
        @TextLength(max = 20) @Nullable String connect,
        @TextLength(max = 20) @Nullable String firstByte,
        @TextLength(max = 20) @Nullable String firstContent,
        @TextLength(max = 20) @Nullable String gap,
        @TextLength(max = 20) @Nullable String total) {}
