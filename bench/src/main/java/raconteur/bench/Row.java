package raconteur.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One measurement. Times in milliseconds unless a name says otherwise; shares in per cent of one core.
 *
 * @param lateDriver 99th percentile of the driver's own lateness
 * @param lateUpstream the same of the upstream
 * @param cpuPerToken microseconds of the subject; 0 for the rig alone
 * @param kibPerStream growth of the subject's proportional memory over its idle state
 */
record Row(
        String subject,
        int round,
        Load.Report report,
        double cpuPerToken,
        double kibPerStream,
        double subjectShare,
        double upstreamShare,
        double driverShare,
        double lateDriver,
        double lateUpstream) {
    /** A beat that the rig itself missed by this much says nothing about the subject. */
    private static final double LATE = 10;

    static final String TITLES = "%-10s %-32s %8s %13s %13s %17s %8s %7s %8s   %s"
            .formatted(
                    "subject",
                    "load",
                    "chats/s",
                    "ttft+ p50/99",
                    "gap p50/99",
                    "over p50/99/99.9",
                    "µs/token",
                    "×nginx",
                    "KiB/str",
                    "checks and rig");

    boolean isVoid() {
        return !report.shape().every().isZero() && (lateDriver > LATE || lateUpstream > LATE);
    }

    private static double at(org.HdrHistogram.Histogram histogram, double percentile) {
        return histogram.getValueAtPercentile(percentile) / 1e6;
    }

    String line(@Nullable Row nginx) {
        boolean measured = cpuPerToken > 0;
        boolean streamed = !report.shape().every().isZero();
        String ratio = nginx == null || !measured || nginx.cpuPerToken == 0
                ? "-"
                : String.format(Locale.ROOT, "%.2f", cpuPerToken / nginx.cpuPerToken);
        return String.format(
                        Locale.ROOT,
                        "%-10s %-32s %8.1f %5.1f /%6.1f %5.1f /%6.1f %4.1f /%5.1f /%5.1f %8s %7s %8s   %s; upstream %.0f%%"
                                + " driver %.0f%% subject %.0f%% late p99 %.1f/%.1f%s",
                        subject,
                        report.shape(),
                        report.chatsPerSecond(),
                        at(report.ttft(), 50),
                        at(report.ttft(), 99),
                        at(report.gap(), 50),
                        at(report.gap(), 99),
                        at(report.over(), 50),
                        at(report.over(), 99),
                        at(report.over(), 99.9),
                        measured ? String.format(Locale.ROOT, "%.1f", cpuPerToken) : "-",
                        ratio,
                        measured && streamed ? String.format(Locale.ROOT, "%.1f", kibPerStream) : "-",
                        report.isWhole() ? "all whole" : "NOT WHOLE " + report.failures(),
                        upstreamShare,
                        driverShare,
                        subjectShare,
                        lateUpstream,
                        lateDriver,
                        isVoid() ? " VOID: the rig was late" : "")
                + turns();
    }

    /** For turns at a rate: what stands between asking and the end, less the upstream's own time. */
    private String turns() {
        return report.shape().isOpen()
                ? String.format(
                        Locale.ROOT,
                        "; whole turn+ p50 %.2f p99 %.2f p99.9 %.2f ms",
                        at(report.whole(), 50),
                        at(report.whole(), 99),
                        at(report.whole(), 99.9))
                : "";
    }

    ObjectNode json(ObjectMapper mapper) {
        var shape = report.shape();
        var node = mapper.createObjectNode()
                .put("subject", subject)
                .put("round", round)
                .put("streams", shape.streams())
                .put("cadence_ms", shape.every().toMillis())
                .put("tokens", shape.tokens())
                .put("chats", report.chats())
                .put("chats_per_s", round(report.chatsPerSecond()))
                .put("ttft_added_p50_ms", round(at(report.ttft(), 50)))
                .put("ttft_added_p99_ms", round(at(report.ttft(), 99)))
                .put("whole_added_p50_ms", round(at(report.whole(), 50)))
                .put("whole_added_p99_ms", round(at(report.whole(), 99)))
                .put("gap_p50_ms", round(at(report.gap(), 50)))
                .put("gap_p99_ms", round(at(report.gap(), 99)))
                .put("over_p99_ms", round(at(report.over(), 99)))
                .put("over_p999_ms", round(at(report.over(), 99.9)))
                .put("cpu_us_per_token", round(cpuPerToken))
                .put("kib_per_stream", round(kibPerStream))
                .put("subject_cpu_percent", round(subjectShare))
                .put("upstream_cpu_percent", round(upstreamShare))
                .put("driver_cpu_percent", round(driverShare))
                .put("driver_late_p99_ms", round(lateDriver))
                .put("upstream_late_p99_ms", round(lateUpstream))
                .put("whole", report.isWhole())
                .put("void", isVoid());
        var failures = node.putObject("failures");
        report.failures().forEach(failures::put);
        return node;
    }

    private static double round(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
