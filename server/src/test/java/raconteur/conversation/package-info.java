@NullMarked
package raconteur.conversation;

import org.jspecify.annotations.NullMarked;
