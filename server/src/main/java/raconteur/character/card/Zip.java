package raconteur.character.card;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import raconteur.platform.Refusal;

/**
 * Reads a zip by its directory, in memory. Names are names, never paths on a disk, and those that look like a way out are
 * refused with the whole file. Nothing encrypted, linked, doubled or overlapping is taken; all sizes are bounded before
 * and while unpacking. For one file.
 */
final class Zip {
    private static final int MOST_ENTRIES = 512;
    private static final int MOST_BYTES = 64 << 20;
    private static final int MOST_RATIO = 100;
    private static final int SMALL = 1 << 20; // what is smaller may be as dense as it likes
    private static final int LONGEST_NAME = 256;
    private static final int END = 0x06054b50;
    private static final int END_LENGTH = 22;
    private static final int DIRECTORY = 0x02014b50;
    private static final int DIRECTORY_LENGTH = 46;
    private static final int LOCAL = 0x04034b50;
    private static final int LOCAL_LENGTH = 30;
    private static final int ENCRYPTED = 1;
    private static final int STORED = 0;
    private static final int DEFLATED = 8;
    private static final int LINK = 0xA000;
    private static final Pattern WAY_OUT = Pattern.compile("(^|/)\\.{0,2}(/|$)|[\\\\:\\p{Cntrl}]");

    private final byte[] bytes;
    private final ByteBuffer file;

    private record Entry(String name, int flags, int method, int sum, long packed, long size, long header) {}

    private record Place(Entry entry, int from, int to) {}

    private Zip(byte[] bytes) {
        this.bytes = bytes;
        this.file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    static boolean isOne(byte[] file) {
        return file.length >= 4 && ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(0) == LOCAL;
    }

    /**
     * The files in it by name, in the directory's order.
     *
     * @throws Refusal {@link raconteur.platform.Code#MALFORMED}, {@link raconteur.platform.Code#BODY_TOO_LARGE}
     */
    static SequencedMap<String, byte[]> read(byte[] file) {
        return new Zip(file).read();
    }

    /** Whether this can be the name of a file in an archive, and lead nobody out of it. */
    static boolean isPlain(String name) {
        return name.length() <= LONGEST_NAME && !WAY_OUT.matcher(name).find();
    }

    private SequencedMap<String, byte[]> read() {
        try {
            var places = places(entries());
            var all = new LinkedHashMap<String, byte[]>();
            for (var place : places) {
                if (all.put(place.entry().name(), content(place)) != null) {
                    throw Flaw.malformed("Two files in the archive have one name.", "压缩包中有重名文件。");
                }
            }
            return all;
        } catch (IndexOutOfBoundsException _) {
            throw Flaw.malformed("The archive is damaged: it points outside of itself.", "压缩包已损坏：指向文件之外。");
        }
    }

    private List<Entry> entries() {
        var end = end();
        var count = file.getShort(end + 10) & 0xFFFF;
        var at = unsigned(end + 16);
        if (count > MOST_ENTRIES) {
            throw Flaw.tooLarge("The archive has more than 512 files.", "压缩包中的文件超过 512 个。");
        }
        var entries = new ArrayList<Entry>();
        for (var nth = 0; nth < count; nth++) {
            var from = Math.toIntExact(Math.min(at, Integer.MAX_VALUE));
            if (file.getInt(from) != DIRECTORY) {
                throw Flaw.malformed("The archive's directory is damaged.", "压缩包目录已损坏。");
            }
            var name = file.getShort(from + 28) & 0xFFFF;
            var entry = entry(from, name);
            if (!entry.name().endsWith("/")) {
                entries.add(entry);
            }
            at = (long) from
                    + DIRECTORY_LENGTH
                    + name
                    + (file.getShort(from + 30) & 0xFFFF)
                    + (file.getShort(from + 32) & 0xFFFF);
        }
        checkTotal(entries);
        return entries;
    }

    /** Where the directory's end begins: it is last, before a comment of at most 64 KiB. */
    private int end() {
        var last = file.limit() - END_LENGTH;
        for (var at = last; at >= Math.max(0, last - 0xFFFF); at--) {
            if (file.getInt(at) == END) {
                return at;
            }
        }
        throw Flaw.malformed("The archive is cut off.", "压缩包不完整。");
    }

    private Entry entry(int at, int nameLength) {
        var letters = new byte[nameLength];
        file.get(at + DIRECTORY_LENGTH, letters);
        var name = name(letters);
        var entry = new Entry(
                name,
                file.getShort(at + 8) & 0xFFFF,
                file.getShort(at + 10) & 0xFFFF,
                file.getInt(at + 16),
                unsigned(at + 20),
                unsigned(at + 24),
                unsigned(at + 42));
        var body = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
        if (!isPlain(body)) {
            throw Flaw.malformed("A name in the archive is no plain name: " + shown(name), "压缩包中有非法文件名：" + shown(name));
        }
        if ((entry.flags() & ENCRYPTED) != 0) {
            throw Flaw.malformed("The archive is encrypted.", "压缩包已加密。");
        }
        if (((file.getInt(at + 38) >>> 16) & 0xF000) == LINK) {
            throw Flaw.malformed("There is a link in the archive.", "压缩包中含有链接。");
        }
        if (entry.method() != STORED && entry.method() != DEFLATED) {
            throw Flaw.malformed("The archive is compressed in a way that is not read.", "不支持该压缩包的压缩方式。");
        }
        return entry;
    }

    private static String name(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException _) {
            return new String(bytes, StandardCharsets.ISO_8859_1); // of an old program; any name will do
        }
    }

    private static String shown(String name) {
        return name.replaceAll("\\p{Cntrl}", "?");
    }

    private static void checkTotal(List<Entry> entries) {
        var total = 0L;
        for (var entry : entries) {
            total += entry.size();
            if (entry.size() > SMALL && entry.size() > entry.packed() * MOST_RATIO) {
                throw Flaw.tooLarge("A file in the archive is suspiciously dense.", "压缩包中有文件压缩率异常。");
            }
        }
        if (total > MOST_BYTES) {
            throw Flaw.tooLarge("The archive is larger than 64 MiB when it is unpacked.", "压缩包解压后超过 64 MiB。");
        }
    }

    /** Where each file's bytes are; no two may share any, or a little could be unpacked to much. */
    private List<Place> places(List<Entry> entries) {
        var places = entries.stream().map(this::place).toList();
        var free = 0L;
        for (var place : places.stream()
                .sorted(Comparator.comparingLong(one -> one.entry().header()))
                .toList()) {
            if (place.entry().header() < free) {
                throw Flaw.malformed("Files in the archive overlap.", "压缩包中的文件相互重叠。");
            }
            free = place.to();
        }
        return places;
    }

    private Place place(Entry entry) {
        var header = (int) Math.min(entry.header(), Integer.MAX_VALUE);
        if (file.getInt(header) != LOCAL) {
            throw Flaw.malformed("A file in the archive is not where the directory says.", "压缩包目录与内容不符。");
        }
        var from = (long) header
                + LOCAL_LENGTH
                + (file.getShort(header + 26) & 0xFFFF)
                + (file.getShort(header + 28) & 0xFFFF);
        var to = from + entry.packed();
        if (to > file.limit()) {
            throw Flaw.malformed("A file in the archive is cut off.", "压缩包中有文件不完整。");
        }
        return new Place(entry, (int) from, (int) to);
    }

    private byte[] content(Place place) {
        var entry = place.entry();
        var content = entry.method() == DEFLATED
                ? Inflation.inflated(bytes, place.from(), place.to(), true, (int) entry.size())
                : Arrays.copyOfRange(bytes, place.from(), place.to());
        var sum = new CRC32();
        sum.update(content);
        if (content.length != entry.size() || (int) sum.getValue() != entry.sum()) {
            throw Flaw.malformed("A file in the archive is damaged.", "压缩包中有文件已损坏。");
        }
        return content;
    }

    private long unsigned(int at) {
        return file.getInt(at) & 0xFFFFFFFFL;
    }
}
