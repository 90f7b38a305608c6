@NullMarked
package raconteur.source.egress;

import org.jspecify.annotations.NullMarked;
