/**
 * How a character is brought to speak: its rules, its life in the first person, what it remembers, what the lore says,
 * whom it talks with and what was said, as one prompt whose parts know where they came from. Pure: what holds before an
 * answer goes in, what holds after it comes out; nothing is kept here. Macros of the author are replaced once; what a
 * person or a model said, and what memory holds, is put in as it stands.
 */
@NullMarked
package raconteur.character.acting;

import org.jspecify.annotations.NullMarked;
