/**
 * Talk: conversations, the tree of their messages, personas, and what of it a model is shown. Editing makes a sibling,
 * regenerating makes a sibling answer, and nothing said is ever overwritten. Floor 5.
 */
@NullMarked
package raconteur.conversation;

import org.jspecify.annotations.NullMarked;
