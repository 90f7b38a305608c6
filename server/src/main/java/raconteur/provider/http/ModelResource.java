package raconteur.provider.http;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import raconteur.platform.Caller;
import raconteur.platform.Money;
import raconteur.platform.http.Callers;
import raconteur.protocol.Page;
import raconteur.provider.Model;
import raconteur.provider.ModelPolicy;
import raconteur.provider.Models;
import raconteur.provider.Prices;

/** The models a caller may use. */
@Path("/api/models")
@Singleton
@RolesAllowed({Caller.LOGIN, Caller.CHAT, Caller.STORY, Caller.GAME, Caller.V1})
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public final class ModelResource {
    /** A model as the API shows it. */
    public record ModelView(
            String id,
            String name,
            String provider,
            long contextTokens,
            long maxOutputTokens,
            @Nullable PriceView prices,
            List<String> abilities,
            boolean isDefault,
            boolean isDemo) {}

    /** Prices per million tokens. */
    public record PriceView(Money input, Money output, Money cached) {}

    private final Models models;
    private final ModelPolicy policy;
    private final Callers callers;

    ModelResource(Models models, ModelPolicy policy, Callers callers) {
        this.models = models;
        this.policy = policy;
        this.callers = callers;
    }

    @GET
    @Operation(summary = "The models a caller may use, the default first")
    public Page<ModelView> all() {
        var caller = callers.current();
        var usual = models.byDefault().map(Model::id).orElse("");
        return new Page<>(
                models.all().stream()
                        .filter(model -> policy.mayUse(caller, model))
                        .map(model -> view(model, model.id().equals(usual)))
                        .sorted((a, b) -> Boolean.compare(b.isDefault(), a.isDefault()))
                        .toList(),
                null);
    }

    private static ModelView view(Model model, boolean isDefault) {
        return new ModelView(
                model.id(),
                model.name(),
                model.provider(),
                model.contextTokens(),
                model.maxOutputTokens(),
                price(model.prices()),
                model.abilities().stream()
                        .map(ability -> ability.name().toLowerCase(Locale.ROOT))
                        .sorted()
                        .toList(),
                isDefault,
                model.isDemo());
    }

    private static @Nullable PriceView price(@Nullable Prices prices) {
        return prices == null
                ? null
                : new PriceView(new Money(prices.input()), new Money(prices.output()), new Money(prices.cached()));
    }
}
