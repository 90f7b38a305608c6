package raconteur.provider.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import raconteur.provider.Chunk;
import raconteur.provider.Completion;
import raconteur.provider.Provider;
import raconteur.provider.ProviderContract;

/** The contract is worth something: an adapter that breaks it fails, in the very test that says so. */
class FlawedAdapterTest {
    /** How an adapter spoils what a sound one tells. */
    private enum Flaw {
        NONE,
        DROPS_USAGE,
        LOSES_A_DELTA,
        LOSES_THE_LAST_DELTA,
        LOSES_A_THOUGHT,
        TELLS_A_DELTA_TWICE,
        THINKS_ALOUD,
        ENDS_TWICE,
        SPEAKS_AFTER_THE_END,
        NEVER_ENDS
    }

    /** Passes on what a provider tells, spoilt. */
    private record Spoiled(Provider sound, Flaw flaw) implements Provider {
        @Override
        public void complete(Completion request, Consumer<? super Chunk> out) throws InterruptedException {
            var said = new int[1];
            sound.complete(request, chunk -> {
                switch (chunk) {
                    case Chunk.TextDelta delta -> text(delta, ++said[0], out);
                    case Chunk.ReasoningDelta delta -> reasoning(delta, ++said[0], out);
                    case Chunk.Finished end -> end(end, out);
                    case Chunk.ToolCallDelta delta -> out.accept(delta);
                }
            });
        }

        private void text(Chunk.TextDelta delta, int nth, Consumer<? super Chunk> out) {
            if (flaw == Flaw.LOSES_A_DELTA && nth == 2) {
                return;
            }
            if (flaw == Flaw.TELLS_A_DELTA_TWICE && nth == 2) {
                out.accept(delta);
            }
            // demo's answers are told in pieces; nothing else tells that a piece is the last
            if (flaw == Flaw.LOSES_THE_LAST_DELTA && delta.text().strip().endsWith(".")) {
                return;
            }
            out.accept(delta);
        }

        private void reasoning(Chunk.ReasoningDelta delta, int nth, Consumer<? super Chunk> out) {
            if (flaw == Flaw.THINKS_ALOUD) {
                out.accept(new Chunk.TextDelta(delta.text()));
            } else if (flaw != Flaw.LOSES_A_THOUGHT || nth != 2) {
                out.accept(delta);
            }
        }

        private void end(Chunk.Finished end, Consumer<? super Chunk> out) {
            if (flaw == Flaw.NEVER_ENDS) {
                return;
            }
            out.accept(flaw == Flaw.DROPS_USAGE ? new Chunk.Finished(end.reason(), null, end.upstreamId()) : end);
            if (flaw == Flaw.ENDS_TWICE) {
                out.accept(end);
            } else if (flaw == Flaw.SPEAKS_AFTER_THE_END) {
                out.accept(new Chunk.TextDelta("p.s."));
            }
        }

        @Override
        public String body(Completion request) {
            return sound.body(request);
        }
    }

    /** The contract's tests of the demo provider, with a flaw. */
    private record Tested(Flaw flaw, DemoProviderTest sound) implements ProviderContract {
        @Override
        public Provider greeter() {
            return new Spoiled(sound.greeter(), flaw);
        }

        @Override
        public Provider drawler() {
            return new Spoiled(sound.drawler(), flaw);
        }

        @Override
        public String answer() {
            return sound.answer();
        }

        @Override
        public Thoughtful thinker() {
            var thinker = sound.thinker();
            return new Thoughtful(
                    new Spoiled(thinker.provider(), flaw), thinker.question(), thinker.thought(), thinker.answer());
        }
    }

    /** The names of the contract's tests that fail. */
    private static List<String> failures(Flaw flaw) throws IllegalAccessException {
        var failed = new ArrayList<String>();
        var tests = Stream.of(ProviderContract.class.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Test.class))
                .toList();
        assertThat(tests).hasSizeGreaterThan(9);
        for (var test : tests) {
            try {
                test.invoke(new Tested(flaw, new DemoProviderTest()));
            } catch (InvocationTargetException thrown) {
                failed.add(test.getName());
            }
        }
        return failed;
    }

    @Test
    void aSoundAdapterPasses() throws Exception {
        assertThat(failures(Flaw.NONE)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "drops usage,          whatWasUsedIsCounted",
        "loses a delta,        theDeltasTogetherAreTheAnswer",
        "loses the last delta, theDeltasTogetherAreTheAnswer",
        "tells a delta twice,  theDeltasTogetherAreTheAnswer",
        "loses a thought,      whatIsThoughtIsToldApart",
        "thinks aloud,         whatIsThoughtIsToldApart",
        "ends twice,           theLastChunkAndOnlyTheLastSaysItIsFinished",
        "speaks after the end, theLastChunkAndOnlyTheLastSaysItIsFinished",
        "never ends,           theLastChunkAndOnlyTheLastSaysItIsFinished"
    })
    void aFlawIsFound(String flaw, String test) throws Exception {
        var spoiled = Flaw.valueOf(flaw.toUpperCase(Locale.ROOT).replace(' ', '_'));

        assertThat(failures(spoiled)).contains(test);
    }
}
