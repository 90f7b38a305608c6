/**
 * What people bring from SillyTavern: an archive of their folder there, or of any part of it. Cards, worlds, chats with
 * all their swipes, groups. Bytes in, values out: nothing is kept or fetched here. What is broken becomes a remark and
 * stops nothing else; every size is bounded before it is believed, because the archive is a stranger's file.
 */
@NullMarked
package raconteur.character.tavern;

import org.jspecify.annotations.NullMarked;
