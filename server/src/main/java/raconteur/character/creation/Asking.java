package raconteur.character.creation;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import raconteur.character.CharacterSheet;
import raconteur.platform.Code;
import raconteur.platform.Refusal;
import raconteur.platform.Trail;
import raconteur.provider.Parameters;
import raconteur.task.PartState;
import raconteur.task.Progress;
import raconteur.task.Standing;
import raconteur.turn.TurnId;
import raconteur.turn.structured.Asker;
import raconteur.turn.structured.Outcome;
import raconteur.turn.structured.Structured;
import raconteur.turn.structured.Wish;

/**
 * Puts the questions about a character to a model, all at once. An answer is kept in the transaction that pays for it,
 * so none is paid for twice, whenever the server dies. Thread-safe.
 */
@Singleton
final class Asking {
    private static final Logger LOG = Logger.getLogger(Asking.class);
    private static final int BEGIN = 40;
    private static final int END = 90;

    private final Structured structured;
    private final Sheets sheets;

    Asking(Structured structured, Sheets sheets) {
        this.structured = structured;
        this.sheets = sheets;
    }

    /** What all questions about one character have in common. */
    private record Matter(Progress progress, Wanted wanted, Instructions instructions, Evidence evidence, int facets) {}

    /**
     * Asks what was not answered or refused before.
     *
     * @return why the first of those that failed did; nothing if none has
     * @throws Refusal {@link Code#STOPPING} when the server stops: then what is left is asked later
     */
    Optional<Code> all(Progress progress, Wanted wanted, String source, List<Facet> facets)
            throws InterruptedException {
        var task = progress.task();
        var instructions = new Instructions(
                wanted.role(),
                source,
                wanted.language(),
                wanted.detail(),
                task.id().value());
        var matter = new Matter(progress, wanted, instructions, new Evidence(source), facets.size());
        var open =
                facets.stream().filter(facet -> isOpen(task.standing(), facet)).toList();
        var failed = new ArrayList<Code>();
        // each sets money aside for the worst case: who has little is asked for the rest when that is free again
        while (!open.isEmpty()) {
            var refused = round(matter, open, failed);
            if (refused.size() == open.size()) {
                for (var facet : refused) {
                    failed.addAll(failed(matter, facet, Code.INSUFFICIENT_BALANCE).stream()
                            .toList());
                }
                break;
            }
            open = refused;
        }
        if (failed.contains(Code.STOPPING)) {
            throw new Refusal(Code.STOPPING);
        }
        return failed.stream().findFirst();
    }

    /** Asks these at once; those for which there was no money. */
    private List<Facet> round(Matter matter, List<Facet> facets, List<Code> failed) throws InterruptedException {
        var trail = Trail.here();
        var unpaid = new ArrayList<Facet>();
        var threads = Executors.newThreadPerTaskExecutor(Thread.ofVirtual()
                .name("facet-" + matter.progress().task().id() + "-", 0)
                .factory());
        try (threads) {
            var asked = new ArrayList<Future<Optional<Code>>>();
            for (var facet : facets) {
                asked.add(threads.submit(() -> {
                    trail.lay();
                    return ask(matter, facet);
                }));
            }
            try {
                for (var n = 0; n < facets.size(); n++) {
                    var code = asked.get(n).get().orElse(null);
                    if (code == Code.INSUFFICIENT_BALANCE) {
                        unpaid.add(facets.get(n));
                    } else if (code != null) {
                        failed.add(code);
                    }
                }
            } catch (ExecutionException broken) {
                throw unwrap(broken);
            } catch (InterruptedException stopped) {
                threads.shutdownNow();
                throw stopped;
            }
        }
        return unpaid;
    }

    private static boolean isOpen(Standing standing, Facet facet) {
        return switch (standing.parts().getOrDefault(facet.key(), PartState.PENDING)) {
            case PENDING, RUNNING -> true;
            case DONE, FAILED -> false;
        };
    }

    private static RuntimeException unwrap(ExecutionException broken) throws InterruptedException {
        if (broken.getCause() instanceof InterruptedException stopped) {
            throw stopped;
        }
        return broken.getCause() instanceof RuntimeException bug ? bug : new IllegalStateException(broken);
    }

    /** Why it failed, if it did; for want of money it may be asked again. */
    private Optional<Code> ask(Matter matter, Facet facet) throws InterruptedException {
        var progress = matter.progress();
        var answer = new Answer(matter, facet);
        try {
            var outcome = structured.ask(wish(matter, facet, answer)).outcome();
            progress.told();
            return switch (outcome) {
                case Outcome.Value _ -> Optional.empty();
                case Outcome.Malformed _ -> failed(matter, facet, Code.MALFORMED_ANSWER);
                case Outcome.Stopped _ -> failed(matter, facet, Code.INTERRUPTED);
                // a server that goes down leaves it to be asked again
                case Outcome.Failed(var code, var _) ->
                    code == Code.INTERRUPTED ? Optional.of(Code.STOPPING) : failed(matter, facet, code);
            };
        } catch (Refusal refused) {
            return switch (refused.code()) {
                case STOPPING, STORAGE_UNAVAILABLE -> Optional.of(Code.STOPPING);
                case INSUFFICIENT_BALANCE -> Optional.of(Code.INSUFFICIENT_BALANCE);
                default -> failed(matter, facet, refused.code());
            };
        }
    }

    private Wish wish(Matter matter, Facet facet, Asker asker) {
        var task = matter.progress().task();
        var wanted = matter.wanted();
        var origin = Wish.Origin.of(task.caller(), task.id().toString().replace("-", ""))
                .at(CreationAnswers.SURFACE, Sheets.of(task).value());
        return Wish.of(origin, wanted.model(), matter.instructions().about(facet), Forms.of(facet, wanted.detail()))
                .with(Parameters.NONE.withMaxTokens(wanted.detail().tokens()))
                .with(asker);
    }

    private Optional<Code> failed(Matter matter, Facet facet, Code code) throws InterruptedException {
        var task = matter.progress().task();
        LOG.infof("Not written: task=%s part=%s: %s", task.id(), facet.key(), code);
        var language = task.caller().language();
        matter.progress()
                .keep(
                        now -> further(now.with(facet.key(), PartState.FAILED), matter.facets())
                                .with(Outcomes.failed(now.result(), facet, code, language)),
                        tx -> {
                            var category = facet.category();
                            if (category != null) {
                                sheets.change(
                                        tx,
                                        task,
                                        sheet -> sheet.with(sheet.profile().failed(category)));
                            }
                        });
        return Optional.of(code);
    }

    private static Standing further(Standing now, int facets) {
        var ended = now.count(PartState.DONE) + now.count(PartState.FAILED);
        return now.at(BEGIN + (END - BEGIN) * ended / facets, "write");
    }

    /** One question while it is asked. */
    private final class Answer implements Asker {
        private final Matter matter;
        private final Facet facet;

        Answer(Matter matter, Facet facet) {
            this.matter = matter;
            this.facet = facet;
        }

        @Override
        public void admitted(Handle tx, TurnId turn, String model) {
            // nothing is paid for a task that was cancelled or is another server's
            if (!matter.progress().isMine(tx)) {
                throw new Refusal(Code.STOPPING);
            }
        }

        @Override
        public List<String> check(JsonNode value) {
            if (facet.category() != null) {
                return List.of();
            }
            return List.of("brief", "greeting").stream()
                    .filter(name -> Plain.line(value.path(name).asText(""), Forms.LONGEST_BRIEF)
                            .isBlank())
                    .map(name -> "$." + name + ": must be written")
                    .toList();
        }

        @Override
        public void kept(Handle tx, TurnId turn, Outcome outcome) {
            if (outcome instanceof Outcome.Value(var value, var _, var _, var _)) {
                matter.progress()
                        .keep(
                                tx,
                                now -> further(now.with(facet.key(), PartState.DONE), matter.facets()),
                                same -> sheets.change(same, matter.progress().task(), sheet -> written(sheet, value)));
            }
        }

        private CharacterSheet written(CharacterSheet sheet, JsonNode value) {
            var category = facet.category();
            return category == null
                    ? introduced(sheet, value)
                    : sheet.with(sheet.profile()
                            .with(
                                    category,
                                    Findings.read(
                                            category,
                                            value,
                                            matter.evidence(),
                                            matter.wanted().detail())));
        }

        private CharacterSheet introduced(CharacterSheet sheet, JsonNode value) {
            var brief = Plain.line(value.path("brief").asText(""), Forms.LONGEST_BRIEF);
            return sheet.withBrief(Plain.sentences(brief, 4))
                    .greeting(Plain.line(value.path("greeting").asText(""), Forms.LONGEST_GREETING));
        }
    }
}
