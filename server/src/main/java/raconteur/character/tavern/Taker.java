package raconteur.character.tavern;

/** Takes what is found in a folder, one thing at a time. What it refuses becomes a remark, and the next one follows. */
public interface Taker {
    void take(TavernCard card);

    void take(World world);

    void take(Chat chat);

    void take(Group group);

    void take(GroupChat chat);
}
