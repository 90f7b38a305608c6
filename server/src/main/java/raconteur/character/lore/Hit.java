package raconteur.character.lore;

/** An entry whose conditions hold, and why. */
record Hit(Compiled one, Reason reason, String key) {}
