@NullMarked
package raconteur.knowledge.text;

import org.jspecify.annotations.NullMarked;
