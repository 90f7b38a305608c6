package raconteur.provider;

/** A model together with the provider that would answer for it. */
public record Candidate(Provider provider, Model model) {}
