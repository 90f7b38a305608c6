/**
 * Cuts files into passages: by headings, by keys of tables, by pages, and where these are long by paragraphs and
 * sentences. Files are strangers': every size is bounded, and nothing in them is run or fetched.
 */
@NullMarked
package raconteur.knowledge.text;

import org.jspecify.annotations.NullMarked;
