package raconteur.provider;

import java.util.List;

/**
 * A model together with the provider that would answer for it.
 *
 * @param keys what the provider may be asked with; none where it asks for none
 * @param own whether the key is the asker's own: the completion then costs nothing here
 */
public record Candidate(Provider provider, Model model, List<ApiKey> keys, boolean own) {
    public Candidate {
        keys = List.copyOf(keys);
    }
}
