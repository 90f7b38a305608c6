package raconteur.platform.journal;

import raconteur.platform.ManualTime;

class MemoryJournalTest implements JournalContract {
    private final ManualTime time = new ManualTime();
    private final Journal journal = new MemoryJournal(time);

    @Override
    public Journal journal() {
        return journal;
    }

    @Override
    public ManualTime time() {
        return time;
    }
}
