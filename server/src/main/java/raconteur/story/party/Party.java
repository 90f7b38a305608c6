package raconteur.story.party;

import java.util.Set;
import raconteur.platform.AccountId;
import raconteur.story.StoryId;

/**
 * A story that several play.
 *
 * @param host who owns the story and pays
 * @param code by which others join
 * @param rules of the next round
 * @param models which the host's credential may ask; none: any
 * @param revision grows with every change
 */
record Party(
        StoryId story, AccountId host, String code, Round.Rules rules, Set<String> models, long revision, Round round) {
    Party {
        models = Set.copyOf(models);
    }

    Party with(Round other) {
        return new Party(story, host, code, rules, models, revision, other);
    }

    Party with(Round.Rules other) {
        return new Party(story, host, code, other, models, revision, round);
    }

    /** By which the round is decided that is open, or else the next one. */
    Round.Rules current() {
        return round.state() == Round.State.WAITING ? rules : round.rules();
    }

    boolean isHost(AccountId account) {
        return host.equals(account);
    }
}
