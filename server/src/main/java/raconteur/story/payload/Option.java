package raconteur.story.payload;

/**
 * A choice that is offered.
 *
 * @param id from 1
 */
public record Option(int id, String text) {}
