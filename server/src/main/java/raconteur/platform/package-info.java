/** What every feature may use and knows none of them: the way to say no, ids, settings, languages. Floor 0. */
@NullMarked
package raconteur.platform;

import org.jspecify.annotations.NullMarked;
