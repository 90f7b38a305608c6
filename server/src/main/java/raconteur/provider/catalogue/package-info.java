/**
 * What is known of providers, models and aliases, and from whom: the environment, the operator (in the database), the
 * built-in table, the providers themselves. {@link raconteur.provider.catalogue.Catalogue} puts it together and keeps
 * {@link raconteur.provider.Models} up to date; {@link raconteur.provider.catalogue.Discovery} asks providers what they
 * offer, {@link raconteur.provider.catalogue.LocalServers} looks for model servers on this machine, and
 * {@link raconteur.provider.catalogue.Trial} tries a provider out and says in words what happened.
 */
@NullMarked
package raconteur.provider.catalogue;

import org.jspecify.annotations.NullMarked;
