@NullMarked
package raconteur.source.wiki;

import org.jspecify.annotations.NullMarked;
