package raconteur.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Kills the packaged server under people who stream, and says whether every promise was kept. */
public final class Prove {
    private static final String HELP = """
            usage: ./raconteur prove [options]

              --cycles=20     kills
              --users=32      who stream at the same time
              --seed=N        of the moments and the questions; printed, so that a run can be repeated
              --data=FOLDER   where the data are left (default: a temporary folder, printed when something was wrong)
              --server=FILE   quarkus-run.jar of the server
            """;

    private Prove() {}

    public static void main(String[] arguments) throws Exception {
        int cycles = 20;
        int users = 32;
        long seed = System.nanoTime();
        Path data = null;
        var server = (Path) null;
        for (String argument : arguments) {
            String value = argument.substring(argument.indexOf('=') + 1);
            switch (argument.replaceFirst("=.*", "")) {
                case "--cycles" -> cycles = Integer.parseInt(value);
                case "--users" -> users = Integer.parseInt(value);
                case "--seed" -> seed = Long.parseLong(value);
                case "--data" -> data = Path.of(value).toAbsolutePath();
                case "--server" -> server = Path.of(value).toAbsolutePath();
                default -> {
                    (List.of(arguments).contains("--help") ? System.out : System.err).print(HELP);
                    System.exit(List.of(arguments).contains("--help") ? 0 : 2);
                }
            }
        }
        var folder = data == null ? Files.createTempDirectory("raconteur-prove").resolve("data") : data;
        System.out.println("seed " + seed);
        var verdict = KillLoop.run(
                KillLoop.Plan.of(cycles, users, seed),
                server == null ? Installation.found() : Installation.of(server),
                folder,
                System.out::println);
        System.out.printf(
                "%d kills, %d users: %d questions acknowledged, %d finished, slowest restart %.2f s, %d wrongs%n",
                verdict.cycles(),
                users,
                verdict.acknowledged(),
                verdict.finished(),
                verdict.slowestRestart().toMillis() / 1000.0,
                verdict.wrongs().size());
        verdict.wrongs().forEach(System.out::println);
        if (!verdict.good()) {
            System.out.println("the data are in " + folder);
        }
        System.exit(verdict.good() ? 0 : 1);
    }
}
