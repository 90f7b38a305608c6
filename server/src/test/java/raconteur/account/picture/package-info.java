/** Tests of pictures. */
@NullMarked
package raconteur.account.picture;

import org.jspecify.annotations.NullMarked;
