package raconteur.provider;

import java.util.List;

/**
 * One completion to ask a provider for.
 *
 * @param model the provider's own name of the model
 * @param messages the prompt, oldest first
 * @param stream whether the answer is wanted piece by piece; otherwise it is told in one delta
 */
public record Completion(String model, List<Message> messages, Parameters parameters, boolean stream) {
    public Completion {
        messages = List.copyOf(messages);
    }

    /** A streamed completion with the provider's own parameters. */
    public static Completion of(String model, List<Message> messages) {
        return new Completion(model, messages, Parameters.NONE, true);
    }

    public Completion with(Parameters changed) {
        return new Completion(model, messages, changed, stream);
    }

    /** The same, asked of another model. */
    public Completion withModel(String name) {
        return new Completion(name, messages, parameters, stream);
    }

    /** The same, answered in one piece. */
    public Completion inOnePiece() {
        return new Completion(model, messages, parameters, false);
    }

    /** Who speaks a message of a prompt. */
    public enum Role {
        SYSTEM,
        USER,
        ASSISTANT
    }

    /** One message of a prompt. */
    public record Message(Role role, List<Part> parts) {
        public Message {
            parts = List.copyOf(parts);
        }

        public static Message system(String text) {
            return new Message(Role.SYSTEM, List.of(new Part.Text(text)));
        }

        public static Message user(String text) {
            return new Message(Role.USER, List.of(new Part.Text(text)));
        }

        public static Message assistant(String text) {
            return new Message(Role.ASSISTANT, List.of(new Part.Text(text)));
        }

        /** Its text parts, one after the other. */
        public String text() {
            var whole = new StringBuilder();
            for (var part : parts) {
                switch (part) {
                    case Part.Text(var text) -> whole.append(text);
                }
            }
            return whole.toString();
        }
    }

    /** What a message is made of. */
    public sealed interface Part {
        /** Plain text. */
        record Text(String text) implements Part {}
    }
}
