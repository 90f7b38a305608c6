/** What becomes of folders that people bring. */
@NullMarked
package raconteur.conversation.migration;

import org.jspecify.annotations.NullMarked;
