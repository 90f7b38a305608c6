@NullMarked
package raconteur.source.baike;

import org.jspecify.annotations.NullMarked;
