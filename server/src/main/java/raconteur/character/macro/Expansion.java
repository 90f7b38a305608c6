package raconteur.character.macro;

import java.util.List;
import java.util.Map;

/**
 * What became of a template.
 *
 * @param hiddenKeys words that lorebooks should find and nobody should read
 * @param variables as they are afterwards
 * @param isCut whether it would have grown beyond its bound
 */
public record Expansion(String text, List<String> hiddenKeys, Map<String, String> variables, boolean isCut) {
    public Expansion {
        hiddenKeys = List.copyOf(hiddenKeys);
        variables = Map.copyOf(variables);
    }
}
