package raconteur.search;

import java.util.UUID;

/** Something that was found; a higher score is better, and means nothing beside other questions' scores. */
public record Hit(UUID id, double score) {}
