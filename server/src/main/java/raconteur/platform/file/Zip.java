package raconteur.platform.file;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import raconteur.platform.Refusal;

/**
 * A zip by its directory, in memory. Names are names, never paths on a disk. An archive whose directory is damaged, or
 * in which files share bytes or a name, is refused whole. A file that is encrypted, a link, suspiciously dense or named
 * like a way out is refused when its content is wanted. All sizes are bounded before and while unpacking.
 */
public final class Zip {
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
    private static final Charset CHINESE = Charset.forName("GB18030");
    private static final Pattern WAY_OUT = Pattern.compile("(^|/)\\.{0,2}(/|$)|[\\\\:\\p{Cntrl}]");

    private final byte[] bytes;
    private final ByteBuffer file;
    private final List<Entry> entries;

    /**
     * One file in it, as the directory tells it.
     *
     * @param name of a stranger's choice: fit to be shown and compared, and a key once the content was had
     * @param size in bytes when it is unpacked
     */
    public record Entry(String name, long size, Packing packing) {}

    /** How and where it is packed. */
    record Packing(int flags, int method, int kind, int sum, long length, long header) {}

    private Zip(byte[] bytes, int mostEntries) {
        this.bytes = bytes;
        this.file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        this.entries = List.copyOf(directory(mostEntries));
    }

    /** Whether it begins as an archive with a file in it does. */
    public static boolean isOne(byte[] file) {
        return file.length >= 4
                && ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(0) == LOCAL;
    }

    /** Whether this can be the name of a file in an archive, and lead nobody out of it. */
    public static boolean isPlain(String name) {
        return name.length() <= LONGEST_NAME && !WAY_OUT.matcher(name).find();
    }

    /**
     * Reads the directory, and nothing yet of what is packed.
     *
     * @throws Refusal {@link raconteur.platform.Code#MALFORMED}, {@link raconteur.platform.Code#BODY_TOO_LARGE} for
     *     more files than that
     */
    public static Zip open(byte[] file, int mostEntries) {
        try {
            var zip = new Zip(file, mostEntries);
            zip.checkNames();
            zip.checkPlaces();
            return zip;
        } catch (IndexOutOfBoundsException _) {
            throw Flaw.malformed("The archive is damaged: it points outside of itself.", "压缩包已损坏：指向文件之外。");
        }
    }

    /** The files in it, in the directory's order; folders have no entries of their own. */
    public List<Entry> entries() {
        return entries;
    }

    /** Bytes of all files together when they are unpacked, as the directory says. */
    public long size() {
        return entries.stream().mapToLong(Entry::size).sum();
    }

    /**
     * What the file holds.
     *
     * @param most bytes of it at most
     * @throws Refusal {@link raconteur.platform.Code#MALFORMED} for what is damaged or may not be in an archive,
     *     {@link raconteur.platform.Code#BODY_TOO_LARGE}
     */
    public byte[] content(Entry entry, int most) {
        check(entry);
        if (entry.size() > most) {
            throw Flaw.tooLarge("A file in the archive is too large.", "压缩包中有文件过大。");
        }
        var from = from(entry);
        var to = (int) (from + entry.packing().length());
        var content = entry.packing().method() == DEFLATED
                ? Inflation.inflated(bytes, from, to, true, (int) entry.size())
                : Arrays.copyOfRange(bytes, from, to);
        var sum = new CRC32();
        sum.update(content);
        if (content.length != entry.size()
                || (int) sum.getValue() != entry.packing().sum()) {
            throw Flaw.malformed("A file in the archive is damaged.", "压缩包中有文件已损坏。");
        }
        return content;
    }

    private static void check(Entry entry) {
        var packing = entry.packing();
        if (!isPlain(entry.name())) {
            var shown = shown(entry.name());
            throw Flaw.malformed("A name in the archive is no plain name: " + shown, "压缩包中有非法文件名：" + shown);
        }
        if ((packing.flags() & ENCRYPTED) != 0) {
            throw Flaw.malformed("A file in the archive is encrypted.", "压缩包中有文件已加密。");
        }
        if (packing.kind() == LINK) {
            throw Flaw.malformed("There is a link in the archive.", "压缩包中含有链接。");
        }
        if (packing.method() != STORED && packing.method() != DEFLATED) {
            throw Flaw.malformed("A file is compressed in a way that is not read.", "不支持文件的压缩方式。");
        }
        if (entry.size() > SMALL && entry.size() > packing.length() * MOST_RATIO) {
            throw Flaw.tooLarge("A file in the archive is suspiciously dense.", "压缩包中有文件压缩率异常。");
        }
    }

    /** A stranger's name as it may be shown: on one line, and not too long. */
    public static String shown(String name) {
        var line = name.replaceAll("\\p{C}", "?");
        return line.length() > LONGEST_NAME ? line.substring(0, LONGEST_NAME) + "…" : line;
    }

    private List<Entry> directory(int mostEntries) {
        var end = end();
        var count = file.getShort(end + 10) & 0xFFFF;
        var at = unsigned(end + 16);
        if (count > mostEntries) {
            throw Flaw.tooLarge(
                    "The archive has more than " + mostEntries + " files.", "压缩包中的文件超过 " + mostEntries + " 个。");
        }
        var found = new ArrayList<Entry>();
        for (var nth = 0; nth < count; nth++) {
            var from = (int) Math.min(at, Integer.MAX_VALUE);
            if (file.getInt(from) != DIRECTORY) {
                throw Flaw.malformed("The archive's directory is damaged.", "压缩包目录已损坏。");
            }
            var nameLength = file.getShort(from + 28) & 0xFFFF;
            var entry = entry(from, nameLength);
            if (!isFolder(entry.name())) {
                found.add(entry);
            }
            at = (long) from
                    + DIRECTORY_LENGTH
                    + nameLength
                    + (file.getShort(from + 30) & 0xFFFF)
                    + (file.getShort(from + 32) & 0xFFFF);
        }
        return found;
    }

    /** Whether it is a plain folder: files say where they are anyway. */
    private static boolean isFolder(String name) {
        return name.endsWith("/") && isPlain(name.substring(0, name.length() - 1));
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
        return new Entry(
                name(letters),
                unsigned(at + 24),
                new Packing(
                        file.getShort(at + 8) & 0xFFFF,
                        file.getShort(at + 10) & 0xFFFF,
                        (file.getInt(at + 38) >>> 16) & 0xF000,
                        file.getInt(at + 16),
                        unsigned(at + 20),
                        unsigned(at + 42)));
    }

    /** In the letters of our time, or in those of an older Chinese system; else in any, for any name will do. */
    private static String name(byte[] bytes) {
        var name = decoded(bytes, StandardCharsets.UTF_8);
        if (name == null) {
            name = decoded(bytes, CHINESE);
        }
        return name == null ? new String(bytes, StandardCharsets.ISO_8859_1) : name;
    }

    private static @Nullable String decoded(byte[] bytes, Charset letters) {
        try {
            return letters.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException _) {
            return null; // it is in others
        }
    }

    private void checkNames() {
        var names = new HashSet<String>();
        for (var entry : entries) {
            if (!names.add(entry.name())) {
                throw Flaw.malformed("Two files in the archive have one name.", "压缩包中有重名文件。");
            }
        }
    }

    /** No two files may share any bytes, or a little could be unpacked to much. */
    private void checkPlaces() {
        var free = 0L;
        for (var entry : entries.stream()
                .sorted(Comparator.comparingLong(one -> one.packing().header()))
                .toList()) {
            if (entry.packing().header() < free) {
                throw Flaw.malformed("Files in the archive overlap.", "压缩包中的文件相互重叠。");
            }
            free = from(entry) + entry.packing().length();
            if (free > file.limit()) {
                throw Flaw.malformed("A file in the archive is cut off.", "压缩包中有文件不完整。");
            }
        }
    }

    /** Where the file's bytes begin, behind its local header, inside of which only the lengths are believed. */
    private int from(Entry entry) {
        var header = (int) Math.min(entry.packing().header(), Integer.MAX_VALUE);
        if (file.getInt(header) != LOCAL) {
            throw Flaw.malformed("A file in the archive is not where the directory says.", "压缩包目录与内容不符。");
        }
        return header + LOCAL_LENGTH + (file.getShort(header + 26) & 0xFFFF) + (file.getShort(header + 28) & 0xFFFF);
    }

    private long unsigned(int at) {
        return file.getInt(at) & 0xFFFFFFFFL;
    }
}
