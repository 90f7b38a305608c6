/** Tests of what all dialects share, and what their own tests use: a fake upstream, replays, outcomes. */
@NullMarked
package raconteur.provider.wire;

import org.jspecify.annotations.NullMarked;
