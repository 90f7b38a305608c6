package raconteur.realtime;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import raconteur.account.Authentication;
import raconteur.account.LoginEnds;
import raconteur.account.LoginId;
import raconteur.account.SignIn;
import raconteur.account.SignedIn;
import raconteur.platform.Caller;
import raconteur.platform.Code;
import raconteur.platform.Language;
import raconteur.platform.Refusal;
import raconteur.simple.TabHolder;
import raconteur.simple.Tabs;

/** Who a socket is: in by a credential or by name and password, and out when that ends. */
@Singleton
final class Entry {
    private static final Duration LOGIN_PROVED = Duration.ofSeconds(30);
    private static final Duration KEY_PROVED = Duration.ofSeconds(2);

    private final Authentication authentication;
    private final SignIn signIn;
    private final LoginEnds ends;
    private final Sockets sockets;
    private final Tabs tabs;
    private final Presence presence;
    private final Replies replies;

    Entry(
            Authentication authentication,
            SignIn signIn,
            LoginEnds ends,
            Sockets sockets,
            Tabs tabs,
            Presence presence,
            Replies replies) {
        this.authentication = authentication;
        this.signIn = signIn;
        this.ends = ends;
        this.sockets = sockets;
        this.tabs = tabs;
        this.presence = presence;
        this.replies = replies;
    }

    /** Who shows this credential; {@link Code#UNAUTHENTICATED}, {@link Code#FORBIDDEN} when it opens nothing here. */
    Caller check(String credential, boolean isHere, Language language) {
        var caller = known(credential, isHere, language);
        authentication.count(caller);
        return caller;
    }

    private Caller known(String credential, boolean isHere, Language language) {
        var caller =
                authentication.known(credential, isHere, language).orElseThrow(() -> new Refusal(Code.UNAUTHENTICATED));
        if (!caller.may(Caller.CHAT) && !caller.may(Caller.STORY) && !caller.may(Caller.GAME)) {
            throw new Refusal(Code.FORBIDDEN);
        }
        return caller;
    }

    /**
     * Who a socket is now, as every request asks; it counts as one of its key's.
     *
     * @throws Refusal {@link Code#UNAUTHENTICATED} when it is nobody, or no longer; {@link Code#TOO_MANY_REQUESTS}
     */
    Caller caller(Socket socket) {
        var caller = still(socket);
        authentication.count(caller);
        return caller;
    }

    private Caller still(Socket socket) {
        var who = socket.identity();
        if (who == null) {
            throw new Refusal(Code.UNAUTHENTICATED);
        }
        try {
            var caller = known(
                    who.credential(), socket.origin().isHere(), socket.origin().language());
            socket.prove();
            return caller;
        } catch (Refusal refused) {
            leave(socket);
            throw refused;
        }
    }

    /** The socket is the caller's from here on; {@link Code#TOO_MANY_SOCKETS} when that would be one too many. */
    void enter(Socket socket, Caller caller, String credential) {
        if (!sockets.join(caller.account(), socket)) {
            throw new Refusal(Code.TOO_MANY_SOCKETS);
        }
        socket.identify(new Identity(caller, credential, watch(socket, caller)));
        if (socket.isGone()) {
            leave(socket);
        }
        presence.changed(caller.account());
    }

    private LoginEnds.Watching watch(Socket socket, Caller caller) {
        return caller.may(Caller.LOGIN)
                ? ends.watch(new LoginId(caller.credential()), reason -> signedOut(socket, caller, reason))
                : Identity.NOBODY;
    }

    /** The socket is nobody's any more. */
    void leave(Socket socket) {
        var who = socket.identity();
        if (who == null) {
            return;
        }
        socket.identify(null);
        who.watching().close();
        socket.unfollowAll();
        sockets.part(who.caller().account(), socket);
        if (socket.holdsTabs()) {
            socket.holdTabs(false);
            tabs.release(TabHolder.of(who.caller(), socket.id()));
        }
        presence.changed(who.caller().account());
    }

    private record SignedOut(String reason) {}

    private void signedOut(Socket socket, Caller caller, String reason) {
        var who = socket.identity();
        if (who != null && !who.caller().credential().equals(caller.credential())) {
            return; // it is somebody else's by now
        }
        leave(socket);
        socket.send(replies.push("signed_out", new SignedOut(reason)));
        socket.close(Closing.SIGNED_OUT, reason);
    }

    /** Looks after a while whether the credential of a socket that asks nothing is still good. May block. */
    void prove(Socket socket) {
        var who = socket.identity();
        if (who == null || socket.sinceProved() < (who.isKey() ? KEY_PROVED : LOGIN_PROVED).toNanos()) {
            return;
        }
        try {
            var _ = still(socket);
        } catch (Refusal _) {
            signedOut(socket, who.caller(), "expired");
        }
    }

    /** Signs in with what a login or an API key gave. */
    Caller login(Socket socket, String credential) {
        var caller = check(credential, socket.origin().isHere(), socket.origin().language());
        leave(socket);
        enter(socket, caller, credential);
        return caller;
    }

    /** Signs in with name and password. */
    SignedIn login(Socket socket, String username, String password) {
        // the new login may end the one that this socket has, which must not close it
        var before = Optional.ofNullable(socket.identity());
        leave(socket);
        SignedIn signedIn;
        try {
            signedIn = signIn.login(
                    username,
                    password,
                    new SignIn.Device(socket.origin().device(), socket.origin().address()));
        } catch (Refusal refused) {
            before.ifPresent(who -> enter(socket, who.caller(), who.credential()));
            throw refused;
        }
        login(socket, signedIn.token());
        return signedIn;
    }

    /** Ends a login for good: the socket's own, or that of another token. */
    void logout(Socket socket, Optional<String> token) {
        var who = socket.identity();
        if (token.isEmpty() || (who != null && token.get().equals(who.credential()))) {
            if (who == null) {
                throw new Refusal(Code.UNAUTHENTICATED);
            }
            leave(socket);
            signIn.logout(who.credential());
        } else {
            signIn.logout(token.get());
        }
    }
}
