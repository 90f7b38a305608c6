package raconteur.realtime;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import raconteur.conversation.ConversationId;
import raconteur.platform.Caller;
import raconteur.platform.Code;
import raconteur.platform.Refusal;
import raconteur.platform.http.Documents;
import raconteur.protocol.Chat;
import raconteur.protocol.Done;
import raconteur.protocol.FetchHistory;
import raconteur.protocol.LogIn;
import raconteur.protocol.LogOut;
import raconteur.protocol.Session;
import raconteur.simple.SimpleChat;
import raconteur.simple.TabHolder;
import raconteur.simple.Tabs;
import raconteur.turn.GenerationId;
import raconteur.turn.TurnId;
import raconteur.turn.TurnViews;
import raconteur.turn.Turns;

/** Does what sockets ask, by the same business layer as HTTP. Called on virtual threads; may block. */
@Singleton
final class Services {
    private static final Logger LOG = Logger.getLogger(Services.class);

    private final Documents documents;
    private final Entry entry;
    private final SimpleChat chat;
    private final Tabs tabs;
    private final Turns turns;
    private final TurnViews views;
    private final Presence presence;
    private final Replies replies;

    Services(
            Documents documents,
            Entry entry,
            SimpleChat chat,
            Tabs tabs,
            Turns turns,
            TurnViews views,
            Presence presence,
            Replies replies) {
        this.documents = documents;
        this.entry = entry;
        this.chat = chat;
        this.tabs = tabs;
        this.turns = turns;
        this.views = views;
        this.presence = presence;
        this.replies = replies;
    }

    /** Does it and sends the answer; throws the refusal where there is none. */
    void serve(Socket socket, Request request, String trace) {
        switch (request.word()) {
            case HEARTBEAT -> socket.send(replies.answer(request, new Status(0)));
            case LOGIN -> login(socket, request);
            case LOGOUT -> logout(socket, request);
            case CHAT -> chat(socket, request, trace);
            case FETCH_CHAT_HISTORY -> history(socket, request);
            case OPEN_TAB -> openTab(socket, request);
            case CLOSE_TAB -> closeTab(socket, request);
            case SUBSCRIBE -> subscribe(socket, request);
            case UNSUBSCRIBE -> unsubscribe(socket, request);
            case STOP -> stop(socket, request, trace);
        }
    }

    private record Status(int status) {}

    private record Shown(@Nullable String token) {}

    /** What a login by a credential tells: the login itself is as it was. */
    private record Entered(int status, String message, UUID accountId, String username) {}

    private void login(Socket socket, Request request) {
        var token = value(request, Shown.class).token();
        if (token != null) {
            var caller = entry.login(socket, token);
            var done = new Entered(0, "Login successful.", caller.account().value(), caller.username());
            socket.send(replies.answer(request, done));
            return;
        }
        var wish = value(request, LogIn.class);
        var signedIn = entry.login(socket, wish.username(), wish.password());
        socket.send(replies.answer(
                request,
                new Session(
                        0,
                        "Login successful.",
                        signedIn.token(),
                        signedIn.expiresAt(),
                        signedIn.refreshToken(),
                        signedIn.account().shown(),
                        signedIn.conversation().orElse(null),
                        null)));
    }

    private void logout(Socket socket, Request request) {
        entry.logout(socket, Optional.ofNullable(value(request, LogOut.class).token()));
        socket.send(replies.answer(request, new Done(0, "Logout successful.")));
    }

    /**
     * A question that was taken.
     *
     * @param preset whether this is the turn of a preset's prompt; the question's own is then told in a second answer
     */
    private record Taken(
            int status, UUID chatSessionId, UUID turnId, List<UUID> generationIds, Instant createdAt, boolean preset) {}

    private record Following(@Nullable Boolean subscribe) {}

    private void chat(Socket socket, Request request, String trace) {
        var caller = caller(socket, Caller.CHAT);
        var question = value(request, Chat.class);
        var follow = Boolean.TRUE.equals(value(request, Following.class).subscribe());
        if (question.presetId() == null) {
            ask(socket, caller, request, question, follow, trace);
        } else {
            // the preset's prompt is answered before the question is asked, which may take a while
            aside(socket, request, trace, () -> ask(socket, caller, request, question, follow, trace));
        }
    }

    private void ask(Socket socket, Caller caller, Request request, Chat question, boolean follow, String trace) {
        socket.holdTabs(true);
        var told = new AtomicInteger();
        Consumer<SimpleChat.Asked> tell = begun -> {
            var isPreset = told.getAndIncrement() == 0 && question.presetId() != null;
            socket.send(replies.answer(request, taken(begun, isPreset)));
            if (follow) {
                follow(socket, caller, begun.taken().turn(), 0);
            }
        };
        var asked = chat.ask(caller, holder(socket, caller), question, null, trace, tell);
        if (told.getAndIncrement() == 0) {
            // asked before under the same name: the first answer again
            socket.send(replies.answer(request, taken(asked, false)));
            if (follow) {
                follow(socket, caller, asked.taken().turn(), 0);
            }
        }
        presence.changed(caller.account());
    }

    private static Taken taken(SimpleChat.Asked asked, boolean preset) {
        var turn = asked.taken().turn().value();
        return new Taken(
                0,
                asked.tab().value(),
                turn,
                asked.taken().generations().stream().map(GenerationId::value).toList(),
                Instant.ofEpochMilli(turn.getMostSignificantBits() >>> 16), // when this id was made
                preset);
    }

    private void history(Socket socket, Request request) {
        var caller = caller(socket, Caller.CHAT);
        var wish = value(request, FetchHistory.class);
        socket.send(replies.answer(request, chat.history(caller, holder(socket, caller), wish)));
    }

    /**
     * Opens a tab.
     *
     * @param page a page of the web app, which shows whatever conversation it likes
     */
    private record OpenTab(
            @Nullable UUID chatSessionId, @Nullable Boolean page) {}

    private record Tab(int status, UUID chatSessionId) {}

    private void openTab(Socket socket, Request request) {
        var caller = caller(socket, Caller.CHAT);
        var wish = value(request, OpenTab.class);
        var wanted = wish.chatSessionId();
        socket.holdTabs(true);
        if (Boolean.TRUE.equals(wish.page())) {
            tabs.openPage(holder(socket, caller));
            socket.send(replies.answer(request, new Status(0)));
        } else {
            var opened = tabs.open(caller, holder(socket, caller), wanted == null ? null : new ConversationId(wanted));
            socket.send(replies.answer(request, new Tab(0, opened.value())));
        }
        presence.changed(caller.account());
    }

    private record CloseTab(@NotNull UUID chatSessionId) {}

    private void closeTab(Socket socket, Request request) {
        var caller = caller(socket, Caller.CHAT);
        tabs.close(caller, new ConversationId(value(request, CloseTab.class).chatSessionId()));
        socket.send(replies.answer(request, new Status(0)));
        presence.changed(caller.account());
    }

    private record Subscribe(
            @NotNull UUID turnId, @Min(0) @Nullable Long after) {}

    /** Whether events of the turn are going to come: there are none when all of them were told before. */
    private record Subscribed(int status, UUID turnId, boolean following) {}

    private void subscribe(Socket socket, Request request) {
        var caller = reader(socket);
        var wish = value(request, Subscribe.class);
        var after = wish.after();
        var turn = new TurnId(wish.turnId());
        var found = turns.follow(caller, turn, after == null ? 0 : after)
                .map(following -> joined(socket, new Subscription(socket, turn, following)));
        socket.send(replies.answer(request, new Subscribed(0, turn.value(), found.isPresent())));
        found.ifPresent(subscription -> begin(socket, subscription));
    }

    private void follow(Socket socket, Caller caller, TurnId turn, long after) {
        turns.follow(caller, turn, after)
                .map(following -> joined(socket, new Subscription(socket, turn, following)))
                .ifPresent(subscription -> begin(socket, subscription));
    }

    private static Subscription joined(Socket socket, Subscription subscription) {
        if (!socket.follow(subscription)) {
            throw new Refusal(Code.TOO_MANY_REQUESTS);
        }
        return subscription;
    }

    private static void begin(Socket socket, Subscription subscription) {
        subscription.begin();
        if (socket.isGone()) {
            subscription.leave();
        }
    }

    private record Turn(@NotNull UUID turnId) {}

    private void unsubscribe(Socket socket, Request request) {
        var _ = reader(socket);
        socket.unfollow(new TurnId(value(request, Turn.class).turnId()));
        socket.send(replies.answer(request, new Status(0)));
    }

    private record Stopped(int status, UUID turnId, String state) {}

    private void stop(Socket socket, Request request, String trace) {
        var caller = reader(socket);
        var turn = new TurnId(value(request, Turn.class).turnId());
        // a turn that is slow to end must not keep the next message waiting
        aside(socket, request, trace, () -> {
            turns.stop(caller, turn);
            var state = views.get(caller, turn).state();
            socket.send(replies.answer(request, new Stopped(0, turn.value(), state.word())));
        });
    }

    /** Does something beside the messages that come after it. */
    private void aside(Socket socket, Request request, String trace, Runnable work) {
        Thread.startVirtualThread(() -> {
            try {
                work.run();
            } catch (Refusal refusal) {
                socket.send(replies.refusal(request, refusal, socket.origin().language(), trace));
            } catch (RuntimeException bug) {
                LOG.errorf(bug, "An unexpected fault, trace=%s", trace);
                socket.send(replies.refusal(
                        request, new Refusal(Code.INTERNAL), socket.origin().language(), trace));
            }
        });
    }

    private Caller caller(Socket socket, String scope) {
        var caller = entry.caller(socket);
        if (!caller.may(scope)) {
            throw new Refusal(Code.FORBIDDEN);
        }
        return caller;
    }

    /** Turns of all surfaces can be followed by whoever may use one of them. */
    private Caller reader(Socket socket) {
        return entry.caller(socket);
    }

    private static TabHolder holder(Socket socket, Caller caller) {
        return TabHolder.of(caller, socket.id());
    }

    private <T> T value(Request request, Class<T> type) {
        var data = request.data() instanceof ObjectNode given ? given : documents.nothing();
        return documents.value(data, type);
    }
}
