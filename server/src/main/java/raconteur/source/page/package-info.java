/** Text out of HTML: headings and paragraphs without menus, scripts and notes, from any page or from a pasted one. */
@NullMarked
package raconteur.source.page;

import org.jspecify.annotations.NullMarked;
