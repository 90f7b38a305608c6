/**
 * Completions from outside. A {@link raconteur.provider.Provider} streams one completion as chunks; an
 * {@link raconteur.provider.Adapter} speaks one dialect; {@link raconteur.provider.Models} knows what may be asked for
 * and which candidates answer to a name, {@link raconteur.provider.ModelPolicy} who may ask and with whose key;
 * {@link raconteur.provider.Attempts} tries them in order, and {@link raconteur.provider.Health} knows whom to pass
 * over and which key is next. Providers are told apart by data ({@link raconteur.provider.Connection},
 * {@link raconteur.provider.KnownProviders}), never by subclasses. Only the turn calls this. Floor 1.
 */
@NullMarked
package raconteur.provider;

import org.jspecify.annotations.NullMarked;
