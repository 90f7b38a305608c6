/** The endpoints of characters that are called by name. */
@NullMarked
package raconteur.conversation.role.http;

import org.jspecify.annotations.NullMarked;
