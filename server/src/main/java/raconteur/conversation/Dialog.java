package raconteur.conversation;

import java.util.List;
import java.util.Optional;
import raconteur.protocol.ContextPolicy;
import raconteur.protocol.Message;
import raconteur.turn.MessageId;

/**
 * A path, and how much of it counts since its dialog was last started over.
 *
 * @param newestFirst the whole path, from its end
 * @param length how many of its messages, from its end, the model may see
 */
record Dialog(List<Message> newestFirst, int length) {
    /** One that has never been started over. */
    static Dialog whole(List<Message> newestFirst) {
        return new Dialog(newestFirst, newestFirst.size());
    }

    /** One that was last started over at this message. */
    static Dialog since(List<Message> newestFirst, Optional<MessageId> beginning) {
        if (beginning.isEmpty()) {
            return whole(newestFirst);
        }
        for (var n = 0; n < newestFirst.size(); n++) {
            if (newestFirst.get(n).id().equals(beginning.get().value())) {
                return new Dialog(newestFirst, n + 1);
            }
        }
        return whole(newestFirst);
    }

    /** Whether these policies ever start a dialog over. */
    static boolean startsOver(ContextPolicy policy) {
        return policy.kind().equals("entries") && policy.max() != null && !"slide".equals(policy.overflow());
    }

    /** Whether one more message would be too many for it. */
    boolean isFull(ContextPolicy policy) {
        var max = policy.max();
        return startsOver(policy) && max != null && visible().size() + 1 > max;
    }

    /** The same with another message at its end, with which it starts over or goes on. */
    Dialog with(Message next, boolean startsOver) {
        var longer = new java.util.ArrayList<Message>(newestFirst.size() + 1);
        longer.add(next);
        longer.addAll(newestFirst);
        return new Dialog(longer, startsOver ? 1 : length + 1);
    }

    /** The last message alone. */
    Dialog last() {
        return new Dialog(newestFirst.subList(0, 1), 1);
    }

    /** What of it may be shown, the newest first. */
    List<Message> visible() {
        return newestFirst.stream().limit(length).filter(Dialog::isVisible).toList();
    }

    /** Everything on the path that could be shown if there were room. */
    List<Message> all() {
        return newestFirst.stream().filter(Dialog::isVisible).toList();
    }

    private static boolean isVisible(Message message) {
        return !message.hidden() && !message.text().isEmpty();
    }
}
