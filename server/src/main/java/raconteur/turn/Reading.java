package raconteur.turn;

import java.util.List;
import org.jspecify.annotations.Nullable;
import raconteur.provider.Completion;

/**
 * One answer to a structured question, and what was made of it.
 *
 * @param number from 1
 * @param model the id of the model that answered
 * @param rung how the form was asked for
 * @param prompt as it was sent
 * @param answer the text that came, or the arguments of the tool
 * @param messages why it cannot be used; empty when it can
 * @param notes what was set right or came in between
 * @param value the value in JSON; null when it cannot be used
 */
public record Reading(
        int number,
        String model,
        String rung,
        Prompt prompt,
        Completion.Format format,
        String answer,
        List<String> messages,
        List<String> notes,
        @Nullable String value) {
    public Reading {
        // what models write may hold a character that no database keeps
        answer = clean(answer);
        messages = messages.stream().map(Reading::clean).toList();
        notes = notes.stream().map(Reading::clean).toList();
    }

    private static String clean(String text) {
        return text.replace("\0", "");
    }
}
