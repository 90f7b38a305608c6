/** What sockets do with what comes over them. */
@NullMarked
package raconteur.realtime;

import org.jspecify.annotations.NullMarked;
