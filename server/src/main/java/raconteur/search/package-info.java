/**
 * Full text for Chinese and Latin: texts are taken apart into terms here and found by the database's own index, one way
 * for each database. What is found, and whose it is, is the business of those who put it there. Floor 1.
 */
@NullMarked
package raconteur.search;

import org.jspecify.annotations.NullMarked;
