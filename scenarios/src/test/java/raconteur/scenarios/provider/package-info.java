/** Providers of every dialect, models and keys: what is changed of them, and what a turn then does. */
@NullMarked
package raconteur.scenarios.provider;

import org.jspecify.annotations.NullMarked;
