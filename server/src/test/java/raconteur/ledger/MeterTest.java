package raconteur.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import raconteur.platform.Money;
import raconteur.provider.Prices;
import raconteur.provider.Tokens;

class MeterTest {
    private static final Prices PRICES = Prices.parse("0.5/1.5/0.1");

    @Test
    void cachedTokensCostTheirOwnPrice() {
        var cost = Meter.cost(PRICES, new Tokens(1_000_000, 1_000_000, 400_000, 0));

        assertThat(cost).isEqualTo(Money.parse("1.84"));
    }

    @Test
    void theMostCountsEveryByteAndEveryTokenThatMayCome() {
        assertThat(Meter.most(PRICES, 1000, 4096, 1)).isEqualTo(Money.parse("0.006644"));
        assertThat(Meter.most(PRICES, 1000, 4096, 3)).isEqualTo(Money.parse("0.019932"));
    }

    @Test
    void fractionsOfANanoUnitAreRoundedUp() {
        assertThat(Meter.cost(Prices.parse("0.000001/0"), new Tokens(1, 0, 0, 0)))
                .isEqualTo(new Money(1));
    }

    @Test
    void aModelWithoutAPriceCostsNothing() {
        assertThat(Meter.most(null, 1000, 1000, 1)).isEqualTo(Money.ZERO);
        assertThat(Meter.cost(null, new Tokens(5, 5, 0, 0))).isEqualTo(Money.ZERO);
    }

    @Test
    void noPriceTimesNoCountOverflows() {
        var dearest = new Prices(1_000_000_000_000_000L, 1_000_000_000_000_000L, 0, null);

        assertThat(Meter.cost(dearest, new Tokens(Long.MAX_VALUE / 4, 0, 0, 0)).nano())
                .isPositive();
    }
}
