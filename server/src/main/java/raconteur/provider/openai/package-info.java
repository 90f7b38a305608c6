/**
 * Speaks the chat completions API that OpenAI began and nearly everyone copies, each a little differently. The way of a
 * byte: {@link raconteur.provider.openai.Exchange} receives it, {@link raconteur.provider.openai.Reply} decides what
 * kind of answer it belongs to, {@link raconteur.provider.openai.EventReader} cuts events out of it,
 * {@link raconteur.provider.openai.ChunkParser} reads one, {@link raconteur.provider.openai.Answer} tells its chunks.
 * All of that runs on an event loop for every token of every stream, so it allocates little and blocks nowhere.
 */
@NullMarked
package raconteur.provider.openai;

import org.jspecify.annotations.NullMarked;
