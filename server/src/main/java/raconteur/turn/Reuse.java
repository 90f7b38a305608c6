package raconteur.turn;

/**
 * Whether an equal question's answer will do: a kept one, or one that is being given.
 *
 * @param wanted whether the asker takes one
 * @param scope what else must be equal besides account, model, prompt and parameters, such as the character that
 *     answers; otherwise empty
 * @param isPersonal whether the prompt holds what is remembered of a person: then its answer is never used again
 */
public record Reuse(boolean wanted, String scope, boolean isPersonal) {
    /** Every question is put to a model. */
    public static final Reuse NEVER = new Reuse(false, "", false);

    /** As the asker wishes, with nothing else to be equal. */
    public static Reuse wanted(boolean wanted) {
        return new Reuse(wanted, "", false);
    }

    boolean isAllowed() {
        return wanted && !isPersonal;
    }
}
