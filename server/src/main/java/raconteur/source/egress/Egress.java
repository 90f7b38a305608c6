package raconteur.source.egress;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import raconteur.platform.Refusal;

/** Fetches what people name. Blocks; an interrupt ends it. Thread-safe. */
@Singleton
public final class Egress {
    private static final int REDIRECTS = 3;
    private static final int MOST_SITES = 5_000;
    private static final Duration RULES_LAST = Duration.ofHours(24);

    /** Where an answer came from in the end. */
    private record Arrived(Place place, Reply reply) {}

    /** One answer, and what is left of the time for all. */
    private record Answered(Reply reply, Duration left) {}

    private final EgressConfig config;
    private final Guard guard;
    private final Exchange exchange;
    private final Manners manners;
    private final Cache<String, RobotRules> rules;

    Egress(EgressConfig config, Guard guard, Exchange exchange, Manners manners, InstantSource time) {
        this.config = config;
        this.guard = guard;
        this.exchange = exchange;
        this.manners = manners;
        this.rules = Caffeine.newBuilder()
                .maximumSize(MOST_SITES)
                .ticker(() -> time.millis() * 1_000_000)
                .expireAfterWrite(RULES_LAST)
                .build();
    }

    /**
     * What is at an address.
     *
     * @throws Refusal if it may not be fetched, is not there, cannot be had, or is not what is wanted
     */
    public Fetched fetch(String address, Want want) throws InterruptedException {
        return fetch(address, want, _ -> false);
    }

    /**
     * The same of a site that is known to send programs away.
     *
     * @param isCheck which redirects lead to where it wants to see a person; none of them is followed
     */
    public Fetched fetch(String address, Want want, Predicate<URI> isCheck) throws InterruptedException {
        var arrived = arrive(Place.parse(address), want, isCheck, true);
        var reply = arrived.reply();
        var wrong = wrong(reply.status());
        if (wrong != null) {
            throw wrong;
        }
        var contentType = reply.headers().getOrDefault("content-type", "");
        var type = contentType.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
        if (!want.takes(type)) {
            throw No.kind();
        }
        return new Fetched(arrived.place().uri(), type, contentType, reply.body());
    }

    private static @Nullable Refusal wrong(int status) {
        return switch (status) {
            case 200, 203 -> null;
            case 404, 410 -> No.gone();
            case 401, 403, 451 -> No.closed();
            default -> No.failed(status);
        };
    }

    private Arrived arrive(Place start, Want want, Predicate<URI> isCheck, boolean asking) throws InterruptedException {
        var place = start;
        var left = config.total();
        for (var hop = 0; hop <= REDIRECTS; hop++) {
            if (asking && want.asksFirst() && config.robots() && !rules(place).allow(place.target())) {
                throw No.robots();
            }
            var answered = ask(place, want, left);
            if (!answered.reply().isRedirect()) {
                return new Arrived(place, answered.reply());
            }
            place = next(place, answered.reply());
            if (isCheck.test(place.uri())) {
                throw No.check();
            }
            left = answered.left();
        }
        throw No.unreachable(); // it would go on for ever
    }

    private static Place next(Place place, Reply reply) {
        var location = reply.text("location");
        var there = place.to(location == null ? "" : location);
        if (place.secure() && !there.secure()) {
            throw No.address(); // whoever listens on the way could say anything
        }
        return there;
    }

    /** Waiting for those before us is not the site's time. */
    private Answered ask(Place place, Want want, Duration left) throws InterruptedException {
        try (var _ = manners.enter(place);
                var deadline = new Deadline(left)) {
            var reply = answer(place, want, deadline);
            if (reply.status() == 429 || (reply.status() == 503 && reply.header("retry-after") != null)) {
                throw manners.hush(place, reply.header("retry-after"));
            }
            return new Answered(reply, deadline.left());
        }
    }

    private Reply answer(Place place, Want want, Deadline deadline) throws InterruptedException {
        try {
            return exchange.get(place, guard.addresses(place, deadline.left()), want.accept(), deadline);
        } catch (TooLarge _) {
            throw No.tooLarge();
        } catch (IOException failure) {
            if (Thread.interrupted()) {
                throw (InterruptedException) new InterruptedException().initCause(failure);
            }
            throw deadline.isOver() ? No.late() : No.unreachable();
        }
    }

    /**
     * What a site says to programs: nothing where it has no such page, and everything is closed where it cannot say.
     */
    private RobotRules rules(Place place) throws InterruptedException {
        var known = rules.getIfPresent(place.origin());
        if (known != null) {
            return known;
        }
        var arrived = arrive(
                new Place(place.secure(), place.host(), place.port(), "/robots.txt"), Want.RULES, _ -> false, false);
        var status = arrived.reply().status();
        if (status >= 500) {
            throw No.failed(status);
        }
        var said = status == 200
                ? RobotRules.parse(Charsets.decode(arrived.reply().body(), "charset=utf-8"))
                : RobotRules.NONE;
        rules.put(place.origin(), said);
        return said;
    }
}
