/**
 * Text from outside: pages of encyclopedias, of any site, and what people paste. Everything comes through the guarded
 * client of {@code source.egress}; what arrives is data, never an instruction. Floor 1.
 */
@NullMarked
package raconteur.source;

import org.jspecify.annotations.NullMarked;
