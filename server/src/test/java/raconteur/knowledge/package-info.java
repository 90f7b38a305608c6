@NullMarked
package raconteur.knowledge;

import org.jspecify.annotations.NullMarked;
