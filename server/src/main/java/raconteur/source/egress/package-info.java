/**
 * The only way to a page that a person has named. Addresses of this machine and of private networks are never connected
 * to, whatever name, redirect or second answer of a name server leads there; what comes is bounded in bytes, time and
 * kind; sites that ask to be left alone are.
 */
@NullMarked
package raconteur.source.egress;

import org.jspecify.annotations.NullMarked;
