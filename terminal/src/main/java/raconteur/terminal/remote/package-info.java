/** The server that is talked to: its address, the key that is shown to it, and who vouches for it. */
@NullMarked
package raconteur.terminal.remote;

import org.jspecify.annotations.NullMarked;
