package raconteur.ledger.http;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import raconteur.ledger.Ledger;
import raconteur.platform.Caller;
import raconteur.platform.Ids;
import raconteur.platform.Money;
import raconteur.platform.Refusal;
import raconteur.platform.Setting;
import raconteur.platform.Settings;
import raconteur.platform.http.Callers;
import raconteur.protocol.Page;

/** What an account has, and its book. */
@Path("/api/me")
@Singleton
@RolesAllowed({Caller.LOGIN, Caller.CHAT})
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public final class LedgerResource {
    /** What is left to spend. Plans and quotas come with them. */
    public record BalanceView(
            Money balance,
            Money held,
            String currency,
            @Nullable String plan,
            List<String> quota) {}

    private final Ledger ledger;
    private final Settings settings;
    private final Callers callers;

    LedgerResource(Ledger ledger, Settings settings, Callers callers) {
        this.ledger = ledger;
        this.settings = settings;
        this.callers = callers;
    }

    @GET
    @Path("/balance")
    @Operation(summary = "What is left to spend, and what open holds keep back")
    public BalanceView balance() {
        var balance = ledger.balance(callers.current().account());
        return new BalanceView(balance.balance(), balance.held(), settings.text(Setting.CURRENCY), null, List.of());
    }

    @GET
    @Path("/ledger")
    @Operation(summary = "The book's entries, newest first")
    public Page<Ledger.Entry> entries(
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit,
            @QueryParam("cursor") @Nullable String cursor) {
        var before = Optional.ofNullable(cursor)
                .map(text -> Ids.parse(text)
                        .orElseThrow(() -> Refusal.invalid("cursor", "this is no cursor of ours", "游标无效")));
        var entries = ledger.newest(callers.current().account(), before, limit + 1);
        var items = entries.size() > limit ? entries.subList(0, limit) : entries;
        return new Page<>(items, entries.size() > limit ? items.getLast().id().toString() : null);
    }
}
