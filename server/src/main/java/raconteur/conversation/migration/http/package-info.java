/** The endpoint of what people bring from elsewhere. */
@NullMarked
package raconteur.conversation.migration.http;

import org.jspecify.annotations.NullMarked;
