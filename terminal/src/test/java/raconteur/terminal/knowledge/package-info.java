@NullMarked
package raconteur.terminal.knowledge;

import org.jspecify.annotations.NullMarked;
