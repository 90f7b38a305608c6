/**
 * Play: sessions that are told by a model and ruled by the server. What happened is a journal; what an answer may hold
 * is decided after the model has spoken. Floor 6.
 */
@NullMarked
package raconteur.story;

import org.jspecify.annotations.NullMarked;
