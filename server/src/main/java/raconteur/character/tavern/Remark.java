package raconteur.character.tavern;

import raconteur.platform.Text;

/**
 * What was not taken, or not as it was.
 *
 * @param file its name in the archive, as it may be shown
 */
public record Remark(String file, Text what) {}
