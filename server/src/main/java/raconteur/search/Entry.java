package raconteur.search;

import java.util.UUID;

/** Something to be found by its words; those of its title count more. */
public record Entry(UUID id, String title, String text) {}
