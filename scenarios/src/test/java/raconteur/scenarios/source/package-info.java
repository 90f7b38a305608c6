/** Encyclopedias as callers reach them through the server. */
@NullMarked
package raconteur.scenarios.source;

import org.jspecify.annotations.NullMarked;
