@NullMarked
package raconteur.search;

import org.jspecify.annotations.NullMarked;
