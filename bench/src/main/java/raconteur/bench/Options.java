package raconteur.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What was asked of the bench on its command line. */
record Options(
        Set<String> subjects,
        List<Shape> shapes,
        boolean start,
        int memory,
        int rounds,
        int warmUp,
        Duration limit,
        @Nullable Path server,
        List<String> javaOptions) {
    static final String HELP = """
            usage: ./raconteur bench [options]

              --subjects=direct,nginx,raconteur   who is measured (nginx only where it is installed)
              --loads=start,700@20ms,1000@50ms,chats,memory:1000
                        700@20ms      so many streams at such a cadence
                        chats         without delay, 64 at a time; chats:32x500: 32 at a time, 500 each
                        turns:200/s   so many turns begin every second, with short answers that the upstream gives at
                                      once: what a turn takes from asking to its end is ours
                        start         how long a start takes, with and without an ahead-of-time cache
                        memory:1000   what so many held streams cost right after a collection
              --seconds=15                        length of each stream
              --ramp=5                            seconds over which streams begin
              --rounds=1                          how often everything is repeated
              --warm-up=9600                      chats before the first measurement of each subject; 0 for none
              --limit=900                         seconds after which no further measurement begins
              --server=FILE                       quarkus-run.jar of the server
              --java-option=OPTION                one more option for the server's Java; may be repeated

            Prints a table, and as its last line everything as JSON. Exit code 1 when a text was not whole.
            """;

    private static final Pattern STREAMS = Pattern.compile("(\\d+)@(\\d+)ms");
    private static final Pattern CHATS = Pattern.compile("chats(?::(\\d+)x(\\d+))?");

    private static final Pattern TURNS = Pattern.compile("turns:(\\d+)/s");

    static Options parse(String[] arguments) {
        var subjects = Set.of("direct", "nginx", "raconteur");
        String loads = "start,700@20ms,1000@50ms,chats,memory:1000";
        int seconds = 15;
        int ramp = 5;
        int rounds = 1;
        int warmUp = 9600;
        int limit = 900;
        Path server = null;
        var javaOptions = new ArrayList<String>();
        for (String argument : arguments) {
            String value = argument.substring(argument.indexOf('=') + 1);
            switch (argument.replaceFirst("=.*", "")) {
                case "--subjects" -> subjects = Set.of(value.split(",", -1));
                case "--loads" -> loads = value;
                case "--seconds" -> seconds = Integer.parseInt(value);
                case "--ramp" -> ramp = Integer.parseInt(value);
                case "--rounds" -> rounds = Integer.parseInt(value);
                case "--warm-up" -> warmUp = Integer.parseInt(value);
                case "--limit" -> limit = Integer.parseInt(value);
                case "--server" -> server = Path.of(value).toAbsolutePath();
                case "--java-option" -> javaOptions.add(value);
                default -> throw new IllegalArgumentException("there is no option " + argument);
            }
        }
        var wanted = List.of(loads.split(",", -1));
        return new Options(
                subjects,
                shapes(wanted, Duration.ofSeconds(seconds), Duration.ofSeconds(ramp)),
                wanted.contains("start"),
                memory(wanted),
                rounds,
                warmUp,
                Duration.ofSeconds(limit),
                server,
                List.copyOf(javaOptions));
    }

    private static List<Shape> shapes(List<String> loads, Duration length, Duration ramp) {
        return loads.stream()
                .filter(load -> !load.equals("start") && !load.startsWith("memory:"))
                .map(load -> shape(load, length, ramp))
                .toList();
    }

    private static int memory(List<String> loads) {
        return loads.stream()
                .filter(load -> load.startsWith("memory:"))
                .mapToInt(load -> Integer.parseInt(load.substring("memory:".length())))
                .findFirst()
                .orElse(0);
    }

    private static Shape shape(String load, Duration length, Duration ramp) {
        var streams = STREAMS.matcher(load);
        if (streams.matches()) {
            return Shape.streams(
                    Integer.parseInt(streams.group(1)),
                    Duration.ofMillis(Long.parseLong(streams.group(2))),
                    length,
                    ramp);
        }
        var chats = CHATS.matcher(load);
        if (chats.matches()) {
            return chats.group(1) == null
                    ? Shape.chats(64, 100, 20)
                    : Shape.chats(Integer.parseInt(chats.group(1)), Integer.parseInt(chats.group(2)), 20);
        }
        var turns = TURNS.matcher(load);
        if (turns.matches()) {
            return Shape.turns(Integer.parseInt(turns.group(1)), length);
        }
        throw new IllegalArgumentException(
                "a load is written 700@20ms, turns:200/s, chats, chats:32x500, memory:1000 or start, not " + load);
    }

    Installation installation() {
        var found = server == null ? Installation.found() : Installation.of(server);
        return found.with(javaOptions.toArray(String[]::new));
    }
}
