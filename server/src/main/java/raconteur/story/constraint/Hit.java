package raconteur.story.constraint;

/**
 * Where a forbidden term stands in a text.
 *
 * @param start of its first letter
 * @param end behind its last one
 * @param term as the caller wrote it
 */
record Hit(int start, int end, String term) {
    boolean touches(Hit other) {
        return start < other.end && other.start < end;
    }
}
