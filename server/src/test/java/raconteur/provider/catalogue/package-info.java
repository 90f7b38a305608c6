@NullMarked
package raconteur.provider.catalogue;

import org.jspecify.annotations.NullMarked;
