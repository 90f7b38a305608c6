package raconteur.turn;

/** One event ready for the wire: its number, its name and its data as one line of JSON. */
public record Frame(long seq, String name, String json) {
    /** The event as Server-Sent Events have it. JSON has no raw line breaks, so no text can forge an event. */
    public String text() {
        return "id: " + seq + "\nevent: " + name + "\ndata: " + json + "\n\n";
    }
}
