/** The endpoints of conversations, messages and personas. */
@NullMarked
package raconteur.conversation.http;

import org.jspecify.annotations.NullMarked;
