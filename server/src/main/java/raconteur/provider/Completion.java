package raconteur.provider;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One completion to ask a provider for.
 *
 * @param model the provider's own name of the model
 * @param messages the prompt, oldest first
 * @param format what the answer must be; a provider is only asked for what its model is able to
 * @param stream whether the answer is wanted piece by piece; otherwise it is told in one delta
 * @param key what the provider is asked with; null for the connection's first
 */
public record Completion(
        String model,
        List<Message> messages,
        Parameters parameters,
        Format format,
        boolean stream,
        @Nullable ApiKey key) {
    public Completion {
        messages = List.copyOf(messages);
    }

    /** A streamed completion in free text with the provider's own parameters. */
    public static Completion of(String model, List<Message> messages) {
        return new Completion(model, messages, Parameters.NONE, Format.FREE, true, null);
    }

    public Completion with(Parameters changed) {
        return new Completion(model, messages, changed, format, stream, key);
    }

    public Completion with(Format changed) {
        return new Completion(model, messages, parameters, changed, stream, key);
    }

    /** The same, asked with this key; null for the connection's first. */
    public Completion with(@Nullable ApiKey changed) {
        return new Completion(model, messages, parameters, format, stream, changed);
    }

    /** The same, asked of another model. */
    public Completion withModel(String name) {
        return new Completion(name, messages, parameters, format, stream, key);
    }

    /** The same, answered in one piece. */
    public Completion inOnePiece() {
        return new Completion(model, messages, parameters, format, false, key);
    }

    /** What an answer must be. Schemas are JSON Schema in JSON text. */
    public sealed interface Format {
        Format FREE = new Free();

        /** Any text. */
        record Free() implements Format {}

        /** JSON that follows a schema to the letter, by the provider's own enforcement. */
        record Schema(String name, String schema) implements Format {}

        /** A call of this one tool; what follows the schema are its arguments, told as {@link Chunk.ToolCallDelta}. */
        record Tool(String name, String schema) implements Format {}

        /** Some JSON object; the prompt says which. */
        record Json() implements Format {}

        /** Text of a grammar in GBNF. */
        record Grammar(String gbnf) implements Format {}
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

        /** All that a model reads of it, one part after the other. */
        public String text() {
            var whole = new StringBuilder();
            for (var part : parts) {
                switch (part) {
                    case Part.Text(var text) -> whole.append(text);
                    case Part.Remark(var text) -> whole.append(text);
                }
            }
            return whole.toString();
        }

        /** What of it somebody said, without remarks. */
        public String said() {
            var whole = new StringBuilder();
            for (var part : parts) {
                switch (part) {
                    case Part.Text(var text) -> whole.append(text);
                    case Part.Remark _ -> {}
                }
            }
            return whole.toString();
        }
    }

    /** What a message is made of. */
    public sealed interface Part {
        /** Plain text. */
        record Text(String text) implements Part {}

        /** What is told along with what is said, and said by nobody; models read it like the rest. */
        record Remark(String text) implements Part {}
    }
}
