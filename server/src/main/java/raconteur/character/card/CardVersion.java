package raconteur.character.card;

/** The versions of cards that are read. */
public enum CardVersion {
    /** Six texts, and nothing around them. */
    V1("", ""),
    V2("chara_card_v2", "2.0"),
    V3("chara_card_v3", "3.0");

    private final String spec;
    private final String number;

    CardVersion(String spec, String number) {
        this.spec = spec;
        this.number = number;
    }

    String spec() {
        return spec;
    }

    String number() {
        return number;
    }
}
