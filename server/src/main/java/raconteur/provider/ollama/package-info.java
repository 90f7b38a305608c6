/**
 * Speaks Ollama's own API, which streams an object in each line. {@link raconteur.provider.ollama.ChatBody} writes a
 * prompt and makes room for it; {@link raconteur.provider.ollama.LineInterpreter} reads a line and says what it means.
 */
@NullMarked
package raconteur.provider.ollama;

import org.jspecify.annotations.NullMarked;
