/** Folders of files that a collection on the server is to know, sent file by file and only where they differ. */
@NullMarked
package raconteur.terminal.knowledge;

import org.jspecify.annotations.NullMarked;
