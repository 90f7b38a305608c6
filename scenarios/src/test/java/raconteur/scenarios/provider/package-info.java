/** Providers, models and keys: what operators and people change of them, and what a turn then does. */
@NullMarked
package raconteur.scenarios.provider;

import org.jspecify.annotations.NullMarked;
