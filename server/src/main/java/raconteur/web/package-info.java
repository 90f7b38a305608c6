/** Serves the built app and the page that shows the API. Floor 8. */
@NullMarked
package raconteur.web;

import org.jspecify.annotations.NullMarked;
