/**
 * Speaks Anthropic's Messages API. {@link raconteur.provider.anthropic.MessageBody} writes a prompt as it must be
 * there: the system apart, roles in turn, a limit of tokens always; {@link raconteur.provider.anthropic.EventParser}
 * reads an event and {@link raconteur.provider.anthropic.EventInterpreter} says what it means.
 */
@NullMarked
package raconteur.provider.anthropic;

import org.jspecify.annotations.NullMarked;
