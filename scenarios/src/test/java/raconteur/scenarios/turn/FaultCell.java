package raconteur.scenarios.turn;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One cell of the upstream fault matrix: a fault at a token, and what must come of it. Faults that strike before there
 * are tokens stand in four of their forms instead.
 *
 * @param fault as the fake upstream reads it, with further knobs if there are any; empty where the provider itself is
 *     the fault
 * @param model who is asked
 * @param calls that must arrive at the fake upstream
 * @param state how the turn must end
 * @param tokens of the text that must be told and kept; {@link #DELIVERED} for what the upstream sent, whatever it is
 * @param code of the error, null where there is none
 */
record FaultCell(
        String fault,
        String model,
        int calls,
        String state,
        int tokens,
        @Nullable String code) {
    static final int ALL = 60;
    static final int DELIVERED = -1;

    /** The cells of U01 to U22, four of each. */
    static final List<FaultCell> MATRIX = Stream.of(
                    List.of(
                            provider("gone/m", "UPSTREAM_UNAVAILABLE"),
                            provider("nowhere/m", "UPSTREAM_UNAVAILABLE"),
                            fallback("fast"),
                            fallback("story")),
                    List.of(
                            provider("sealed/tls", "UPSTREAM_TLS"),
                            provider("sealed/tls", "UPSTREAM_TLS"),
                            fallback("memory"),
                            fallback("judge")),
                    List.of(
                            failed("U03", 2, "UPSTREAM_TIMEOUT"),
                            failed("U03.head", 2, "UPSTREAM_TIMEOUT"),
                            failed("U03.comments", 2, "UPSTREAM_TIMEOUT"),
                            healed("U03*1", 2)),
                    List.of(
                            failed("U04", 3, "UPSTREAM_RESET"),
                            healed("U04*1", 2),
                            healed("U04*2", 3),
                            failed("U04*3", 3, "UPSTREAM_RESET")),
                    at("U05", failed("U05@0", 3, "UPSTREAM_RESET"), "UPSTREAM_RESET"),
                    at("U06.comments", failed("U06@0", 2, "UPSTREAM_TIMEOUT"), "UPSTREAM_STALLED"),
                    at("U07.50", failed("U07.50@0", 2, "UPSTREAM_TIMEOUT"), "UPSTREAM_STALLED"),
                    List.of(
                            failed("U08", 3, "UPSTREAM_RATE_LIMITED"),
                            healed("U08.date*1", 2),
                            healed("U08.ms500*1", 2),
                            failed("U08.86400", 1, "UPSTREAM_RATE_LIMITED")),
                    List.of(
                            failed("U09.401", 1, "UPSTREAM_CONFIG"),
                            failed("U09.402", 1, "UPSTREAM_QUOTA"),
                            failed("U09.403", 1, "UPSTREAM_CONFIG"),
                            failed("U09.404", 1, "UPSTREAM_CONFIG")),
                    List.of(
                            failed("U10.500", 3, "UPSTREAM_ERROR"),
                            healed("U10.502*1", 2),
                            healed("U10.503*2", 3),
                            failed("U10.504", 3, "UPSTREAM_ERROR")),
                    List.of(
                            failed("U11", 1, "CONTEXT_TOO_LONG"),
                            failed("U11.qianfan", 1, "CONTEXT_TOO_LONG"),
                            failed("U11.zhipu", 1, "CONTEXT_TOO_LONG"),
                            failed("U11*1", 1, "CONTEXT_TOO_LONG")),
                    List.of(
                            failed("U12.html", 1, "BAD_UPSTREAM_RESPONSE"),
                            healed("U12.json", 1),
                            healed("U12.labelled", 1),
                            failed("U12.empty", 3, "UPSTREAM_RESET")),
                    List.of(healed("U13@0", 1), healed("U13@1", 1), healed("U13@50", 1), healed("U13@last", 1)),
                    List.of(
                            healed("U14", 1),
                            healed("none~split:utf8", 1),
                            healed("none~sse:crlf+bom+nospace+multiline", 1),
                            healed("none~sse:cr+named", 1)),
                    at("U15", failed("U15@0", 1, "UPSTREAM_PROTOCOL"), "UPSTREAM_PROTOCOL"),
                    List.of(
                            healed("U16", 1),
                            healed("U16.cut", 1),
                            healed("U16~end:last", 1),
                            healed("U16~body:close", 1)),
                    at("U17", failed("U17@0", 3, "UPSTREAM_RESET"), "UPSTREAM_RESET"),
                    at("U18", failed("U18@0", 3, "UPSTREAM_ERROR"), "UPSTREAM_ERROR"),
                    List.of(odd("U19.invalid"), odd("U19.schema"), odd("U19.fenced"), odd("U19.trailing")),
                    List.of(
                            filtered("U20@0", 0),
                            filtered("U20@1", 1),
                            filtered("U20@50", 50),
                            filtered("U20@last", 60)),
                    List.of(odd("U21"), odd("U21.stray"), odd("U21.order"), odd("U21.tools")),
                    List.of(healed("U22", 1), healed("U22+U21", 1), healed("U22.hang", 1), healed("U22.http", 1)))
            .flatMap(List::stream)
            .toList();

    private static FaultCell failed(String fault, int calls, String code) {
        return new FaultCell(fault, "fake/bench", calls, "failed", 0, code);
    }

    private static FaultCell provider(String model, String code) {
        return new FaultCell("", model, 0, "failed", 0, code);
    }

    private static FaultCell fallback(String alias) {
        return new FaultCell("", alias, 1, "completed", ALL, null);
    }

    private static FaultCell healed(String fault, int calls) {
        return new FaultCell(fault, "fake/bench", calls, "completed", ALL, null);
    }

    private static FaultCell filtered(String fault, int tokens) {
        return new FaultCell(fault, "fake/bench", 1, "completed", tokens, null);
    }

    private static FaultCell odd(String fault) {
        return new FaultCell(fault, "fake/bench", 1, "completed", DELIVERED, null);
    }

    /** A fault that strikes before the first token, after one, after fifty, and after the last. */
    private static List<FaultCell> at(String fault, FaultCell before, String code) {
        return Stream.concat(
                        Stream.of(before),
                        Stream.of(Map.entry("1", 1), Map.entry("50", 50), Map.entry("last", ALL))
                                .map(place -> new FaultCell(
                                        fault + "@" + place.getKey(),
                                        "fake/bench",
                                        1,
                                        "interrupted",
                                        place.getValue(),
                                        code)))
                .toList();
    }

    /** What to ask so that the fake upstream fails in this way; the tag tells calls apart. */
    String question(String tag) {
        return "a tale\n~tokens:" + ALL + (fault.isEmpty() ? "" : "~fault:" + fault)
                + (state.equals("interrupted") ? "~write:each" : "") + "~tag:" + tag;
    }

    @Override
    public String toString() {
        return fault.isEmpty() ? model : fault;
    }
}
