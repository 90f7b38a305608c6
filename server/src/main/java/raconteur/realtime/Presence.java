package raconteur.realtime;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import raconteur.platform.AccountId;
import raconteur.simple.Tabs;

/** Tells all sockets of an account how many they are and which tabs are open, soon after that has changed. */
@Singleton
final class Presence {
    /**
     * Who is there.
     *
     * @param sockets of the account on this node
     * @param tabs the conversations that are open in tabs, oldest first
     */
    record There(int sockets, List<UUID> tabs) {}

    private final Sockets sockets;
    private final Tabs tabs;
    private final Replies replies;
    private final Set<AccountId> changed = ConcurrentHashMap.newKeySet();

    Presence(Sockets sockets, Tabs tabs, Replies replies) {
        this.sockets = sockets;
        this.tabs = tabs;
        this.replies = replies;
    }

    /** It has changed; many changes at once are told once. */
    void changed(AccountId account) {
        changed.add(account);
    }

    /** Tells what has changed since the last time. May block. */
    void tell() {
        for (var account : List.copyOf(changed)) {
            changed.remove(account);
            var there = sockets.of(account);
            there.stream()
                    .map(Socket::identity)
                    .filter(who -> who != null && who.caller().account().equals(account))
                    .findFirst()
                    .ifPresent(who -> {
                        var message = replies.push("presence", new There(there.size(), tabs.open(who.caller())));
                        there.forEach(socket -> socket.send(message));
                    });
        }
    }
}
