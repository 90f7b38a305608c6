package raconteur.character;

import jakarta.inject.Singleton;
import org.jdbi.v3.core.Handle;
import raconteur.platform.AccountId;
import raconteur.platform.Code;
import raconteur.platform.Refusal;
import raconteur.platform.Setting;
import raconteur.platform.Settings;
import raconteur.platform.Text;

/** How many characters an account may have, and how much they may take. */
@Singleton
public final class Allowance {
    private final Characters characters;
    private final int most;
    private final long bytes;

    Allowance(Characters characters, Settings settings) {
        this.characters = characters;
        this.most = settings.number(Setting.MAX_CHARACTERS);
        this.bytes = settings.number(Setting.CHARACTER_STORAGE);
    }

    /** To be asked before another is kept; {@link Code#CONFLICT} when there are as many as there may be. */
    public void another(Handle tx, AccountId owner) {
        require(characters.count(tx, owner) < most);
    }

    /** To be asked after one was brought back; {@link Code#CONFLICT} when there are more than there may be. */
    void restored(Handle tx, AccountId owner) {
        require(characters.count(tx, owner) <= most);
    }

    private void require(boolean isFree) {
        if (!isFree) {
            throw new Refusal(
                    Code.CONFLICT,
                    new Text(
                            "There are %,d characters, as many as you may have. Delete some first.".formatted(most),
                            "角色已达 %,d 个上限，请先删除一些。".formatted(most)));
        }
    }

    /**
     * To be asked after something was kept: what throws undoes it. {@link Code#CONFLICT} when it is too much in all.
     */
    public void room(Handle tx, AccountId owner) {
        if (characters.bytes(tx, owner) > bytes) {
            throw new Refusal(
                    Code.CONFLICT,
                    new Text(
                            "Your characters would take more than %,d MiB. Delete some for good first."
                                    .formatted(bytes >> 20),
                            "您的角色占用将超过 %,d MiB，请先彻底删除一些。".formatted(bytes >> 20)));
        }
    }
}
