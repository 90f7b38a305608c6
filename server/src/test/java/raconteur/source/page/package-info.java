@NullMarked
package raconteur.source.page;

import org.jspecify.annotations.NullMarked;
