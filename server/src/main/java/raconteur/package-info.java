/** The server. Packages are features; features stand on floors (docs/architecture.md). */
@NullMarked
package raconteur;

import org.jspecify.annotations.NullMarked;
