/** The simple chat surface and the rules of its sessions, as its clients see them. */
@NullMarked
package raconteur.scenarios.simple;

import org.jspecify.annotations.NullMarked;
