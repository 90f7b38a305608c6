/**
 * Who speaks: characters as people bring or make them, what they know, and what they remember. Knows no conversation:
 * whoever lets a character speak passes in the path of messages that it is about. Floor 4.
 */
@NullMarked
package raconteur.character;

import org.jspecify.annotations.NullMarked;
