/**
 * What strangers' files have in common, of whatever they speak: archives, what is packed in them, JSON. All is read in
 * memory and in bounds, and every size is bounded before it is believed. Names in archives are keys, never paths.
 */
@NullMarked
package raconteur.character.file;

import org.jspecify.annotations.NullMarked;
