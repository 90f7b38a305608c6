@NullMarked
package raconteur.terminal.relay;

import org.jspecify.annotations.NullMarked;
