@NullMarked
package raconteur.terminal;

import org.jspecify.annotations.NullMarked;
