@NullMarked
package raconteur.source;

import org.jspecify.annotations.NullMarked;
