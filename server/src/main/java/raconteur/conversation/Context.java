package raconteur.conversation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import raconteur.character.acting.Cue;
import raconteur.protocol.ContextPolicy;
import raconteur.protocol.Message;
import raconteur.protocol.Persona;
import raconteur.provider.Completion;
import raconteur.turn.MessageId;
import raconteur.turn.Prompt;
import raconteur.turn.TokenCount;

/** Makes the prompt of a conversation: what of it the model is shown, and what did not fit. */
final class Context {
    /** No path is read further back than this. */
    static final int LONGEST_PATH = 2000;

    /** What one message costs beyond its text. */
    private static final long FRAME = 4;

    private Context() {}

    /**
     * The prompt for the next answer.
     *
     * @param dialog the path that is being answered
     * @param room tokens of the model's window that are left for the prompt
     */
    static Prompt prompt(String system, @Nullable Persona persona, Dialog dialog, ContextPolicy policy, long room) {
        var parts = new ArrayList<Prompt.Part>();
        if (!system.isBlank()) {
            parts.add(new Prompt.Part("system", "system prompt", Completion.Role.SYSTEM, system, null));
        }
        if (persona != null && !persona.description().isBlank()) {
            var text = "The person you talk with is " + persona.name() + ". " + persona.description();
            parts.add(new Prompt.Part("persona", persona.name(), Completion.Role.SYSTEM, text, null));
        }
        var spent = parts.stream()
                .mapToLong(part -> TokenCount.about(part.text()) + FRAME)
                .sum();
        var kept = kept(dialog.visible(), policy, room - spent);
        for (var message : kept) {
            parts.add(new Prompt.Part(
                    message.equals(kept.getLast()) ? "question" : "history",
                    message.author().name(),
                    role(message.role()),
                    message.text(),
                    new MessageId(message.id())));
        }
        var seen = dialog.all();
        var left = seen.subList(kept.size(), seen.size());
        return new Prompt(
                parts,
                new Prompt.Dropped(
                        left.size(), left.stream().mapToLong(Context::tokens).sum()));
    }

    /** The same bounds for a character that speaks, of which a frugal question shows one message. */
    static Cue.Bounds bounds(Dialog dialog, ContextPolicy policy, long room, boolean frugal) {
        var budget = policy.budget() == null ? Long.MAX_VALUE : policy.budget();
        var most = frugal ? 1 : mostEntries(policy, dialog.visible().size());
        return new Cue.Bounds(room, budget, most);
    }

    private static List<Message> kept(List<Message> newestFirst, ContextPolicy policy, long room) {
        var budget = policy.budget() == null ? room : Math.min(room, policy.budget());
        var most = mostEntries(policy, newestFirst.size());
        var kept = new ArrayList<Message>();
        var spent = 0L;
        for (var message : newestFirst) {
            spent += tokens(message);
            // what is being answered always goes along, however long it is
            if (!kept.isEmpty() && (spent > budget || kept.size() >= most)) {
                break;
            }
            kept.add(message);
        }
        Collections.reverse(kept);
        return kept;
    }

    /** How many messages count: a full dialog either starts over or slides. */
    private static int mostEntries(ContextPolicy policy, int size) {
        var max = policy.max();
        if (!policy.kind().equals("entries") || max == null) {
            return Integer.MAX_VALUE;
        }
        return "slide".equals(policy.overflow()) || size <= max ? max : (size - 1) % max + 1;
    }

    private static long tokens(Message message) {
        return TokenCount.about(message.text()) + FRAME;
    }

    private static Completion.Role role(String word) {
        return switch (word) {
            case "assistant" -> Completion.Role.ASSISTANT;
            case "system" -> Completion.Role.SYSTEM;
            default -> Completion.Role.USER;
        };
    }
}
