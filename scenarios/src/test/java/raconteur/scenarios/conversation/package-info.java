/** Conversations, their trees and what the model sees of them, as a client of the packaged server sees them. */
@NullMarked
package raconteur.scenarios.conversation;

import org.jspecify.annotations.NullMarked;
