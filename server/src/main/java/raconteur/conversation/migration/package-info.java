/**
 * What people bring whole from elsewhere: the folder of a SillyTavern user, as one archive. It becomes characters,
 * lorebooks that are open with them, and conversations with all their branches; groups wait as they came. It is a task:
 * it goes on after a restart and makes nothing twice, and cancelled it leaves nothing. Floor 5.
 */
@NullMarked
package raconteur.conversation.migration;

import org.jspecify.annotations.NullMarked;
