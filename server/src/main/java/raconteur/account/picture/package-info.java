/** Pictures of people: what somebody sent is read with bounds and drawn anew, so that nothing else of it is kept. */
@NullMarked
package raconteur.account.picture;

import org.jspecify.annotations.NullMarked;
