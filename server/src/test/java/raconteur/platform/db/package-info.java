/** Tests of the database, and the databases that every repository is tested on. */
@NullMarked
package raconteur.platform.db;

import org.jspecify.annotations.NullMarked;
