/** Encyclopedias that run MediaWiki: the Wikipedias, and wikis of games and books. */
@NullMarked
package raconteur.source.wiki;

import org.jspecify.annotations.NullMarked;
