/**
 * The provider that is always there: templates in the asker's language, so that every screen can be tried before a
 * model is connected. It never pretends to be one.
 */
@NullMarked
package raconteur.provider.demo;

import org.jspecify.annotations.NullMarked;
