/**
 * Speaks the chat completions API that OpenAI began and nearly everyone copies, each a little differently.
 * {@link raconteur.provider.openai.ChunkParser} knows every place where vendors put things;
 * {@link raconteur.provider.openai.ChunkInterpreter} says what they mean. How vendors differ in what they take is data,
 * {@link raconteur.provider.Quirk}.
 */
@NullMarked
package raconteur.provider.openai;

import org.jspecify.annotations.NullMarked;
