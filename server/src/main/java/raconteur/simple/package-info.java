/**
 * The multi-user chat system's own surface: questions in tabs, their history, and the rules that one account's devices
 * and tabs live by. HTTP speaks it in {@link raconteur.simple.http}, the event socket on the floor above; both call the
 * same three classes here: {@link raconteur.simple.SimpleChat}, {@link raconteur.simple.Tabs} and, below,
 * {@link raconteur.account.LoginEnds}. Floor 7.
 */
@NullMarked
package raconteur.simple;

import org.jspecify.annotations.NullMarked;
