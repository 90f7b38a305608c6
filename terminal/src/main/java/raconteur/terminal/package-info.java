/**
 * What is done beside a server, often on another machine: the relay for games that may call only their own machine, and
 * folders of knowledge. It speaks to the server over HTTP like anybody else, and knows nothing of its code.
 */
@NullMarked
package raconteur.terminal;

import org.jspecify.annotations.NullMarked;
