/** What the server makes of requests that no honest client sends, and how it starts and ends. */
@NullMarked
package raconteur.scenarios.platform;

import org.jspecify.annotations.NullMarked;
