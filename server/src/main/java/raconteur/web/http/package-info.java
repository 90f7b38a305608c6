/** Sends the app's files, and its first page for every address that only the app knows. Floor 8. */
@NullMarked
package raconteur.web.http;

import org.jspecify.annotations.NullMarked;
