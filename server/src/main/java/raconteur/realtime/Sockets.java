package raconteur.realtime;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import raconteur.platform.AccountId;

/** All sockets there are: how many an address and an account may have, and which are whose. Thread-safe. */
@Singleton
final class Sockets {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    private final SocketConfig config;
    private final Set<Socket> all = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> byAddress = new ConcurrentHashMap<>();
    private final Map<AccountId, Set<Socket>> byAccount = new ConcurrentHashMap<>();

    Sockets(SocketConfig config) {
        this.config = config;
    }

    /** Takes a place for a socket from this address; false when it has as many as it may. */
    boolean admit(String address) {
        var admitted = new AtomicBoolean();
        byAddress.compute(address, (_, count) -> {
            var now = count == null ? 0 : count;
            admitted.set(config.perAddress() == 0 || now < config.perAddress());
            return admitted.get() ? Integer.valueOf(now + 1) : count;
        });
        return admitted.get();
    }

    /** Gives back a place that was taken. */
    void leave(String address) {
        byAddress.computeIfPresent(address, (_, count) -> count == 1 ? null : Integer.valueOf(count - 1));
    }

    void opened(Socket socket) {
        all.add(socket);
    }

    void gone(Socket socket) {
        if (all.remove(socket)) {
            leave(socket.origin().address());
        }
    }

    /** Counts a socket as one of the account's; false when it has as many as it may. */
    boolean join(AccountId account, Socket socket) {
        var joined = new AtomicBoolean();
        byAccount.compute(account, (_, sockets) -> {
            var now = sockets == null ? new LinkedHashSet<Socket>(2) : sockets;
            joined.set(config.perAccount() == 0 || now.size() < config.perAccount());
            if (joined.get() && !socket.isGone()) {
                now.add(socket);
            }
            return now.isEmpty() ? null : now;
        });
        return joined.get();
    }

    void part(AccountId account, Socket socket) {
        byAccount.computeIfPresent(account, (_, sockets) -> {
            sockets.remove(socket);
            return sockets.isEmpty() ? null : sockets;
        });
    }

    /** The sockets of an account that are signed in. */
    List<Socket> of(AccountId account) {
        if (!byAccount.containsKey(account)) {
            return List.of();
        }
        var found = new java.util.ArrayList<Socket>();
        byAccount.computeIfPresent(account, (_, sockets) -> {
            found.addAll(sockets);
            return sockets;
        });
        return found;
    }

    /** Sends a message to all sockets of an account. */
    void tell(AccountId account, String message) {
        of(account).forEach(socket -> socket.send(message));
    }

    boolean has(AccountId account) {
        return byAccount.containsKey(account);
    }

    Set<Socket> all() {
        return all;
    }

    int count() {
        return all.size();
    }

    long signedIn() {
        return all.stream().filter(socket -> socket.identity() != null).count();
    }

    /** Lets those that follow a turn see its end, and closes everybody before the server stops. */
    void drain(Duration limit) throws InterruptedException {
        var until = System.nanoTime() + limit.toNanos();
        var closed = ConcurrentHashMap.<Socket>newKeySet();
        while (true) {
            var late = System.nanoTime() >= until;
            for (var socket : all) {
                if ((late || !socket.follows()) && closed.add(socket)) {
                    socket.close(Closing.RESTART, "the server is restarting");
                }
            }
            if (late || closed.containsAll(all)) {
                return;
            }
            Thread.sleep(LOOK_AGAIN);
        }
    }
}
