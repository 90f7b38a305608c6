/**
 * What games and worlds know: collections of files and wiki pages, a ledger of what was read, passages that are found
 * by their words, and the places where a collection is open. What is read is data for a prompt, never an order. Floor
 * 4.
 */
@NullMarked
package raconteur.knowledge;

import org.jspecify.annotations.NullMarked;
