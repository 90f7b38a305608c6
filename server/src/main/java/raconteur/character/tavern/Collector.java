package raconteur.character.tavern;

import java.util.ArrayList;
import java.util.List;

/** Keeps all that is found. */
final class Collector implements Taker {
    private final List<TavernCard> cards = new ArrayList<>();
    private final List<World> worlds = new ArrayList<>();
    private final List<Chat> chats = new ArrayList<>();
    private final List<Group> groups = new ArrayList<>();
    private final List<GroupChat> groupChats = new ArrayList<>();

    @Override
    public void take(TavernCard card) {
        cards.add(card);
    }

    @Override
    public void take(World world) {
        worlds.add(world);
    }

    @Override
    public void take(Chat chat) {
        chats.add(chat);
    }

    @Override
    public void take(Group group) {
        groups.add(group);
    }

    @Override
    public void take(GroupChat chat) {
        groupChats.add(chat);
    }

    TavernFolder folder(List<Remark> remarks) {
        return new TavernFolder(cards, worlds, chats, groups, groupChats, remarks);
    }
}
