/**
 * Baidu Baike, which has no interface for programs: its pages are read as they are made for people, politely, and when
 * it asks for a person that is said. Class names there change with every build, so each thing is looked for in layers,
 * the newest first.
 */
@NullMarked
package raconteur.source.baike;

import org.jspecify.annotations.NullMarked;
