package raconteur.knowledge.text;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.IdentityHashMap;
import java.util.Map;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.filter.DecodeOptions;
import org.apache.pdfbox.filter.DecodeResult;
import org.apache.pdfbox.filter.Filter;
import org.apache.pdfbox.filter.FilterFactory;
import raconteur.platform.Refusal;
import raconteur.platform.file.Flaw;

/**
 * How much a PDF may become while it is read: a kilobyte of it may claim to be gigabytes of text, letters or drawing.
 * For one document and one thread.
 */
final class PdfBounds {
    /** Bytes that one of its streams may be when it is unpacked, and that all may be. */
    private static final long STREAM = 32L << 20;

    private static final long STREAMS = 512L << 20;

    /** Bytes of a row of pictures or tables. */
    private static final long ROW = 1 << 20;

    private static final int MOST_COLORS = 32;
    private static final int MOST_BITS = 32;
    private static final int LETTERS_OF_PAGE = 200_000;
    private static final int LETTERS = 10_000_000;
    private static final int SIGNS = 10_000_000;
    private static final int DEEPEST = 512;

    private static final ScopedValue<PdfBounds> HERE = ScopedValue.newInstance();

    static {
        guard();
    }

    private long unpacked;
    private int letters;
    private int lettersOfPage;
    private int signs;

    /** Something that is read. */
    interface Reading {
        void read(PdfBounds bounds) throws IOException;
    }

    /** Reads within bounds. */
    static void within(Reading reading) throws IOException {
        var bounds = new PdfBounds();
        ScopedValue.where(HERE, bounds).<Void, IOException>call(() -> {
            reading.read(bounds);
            return null;
        });
    }

    /** A page begins. */
    void page() {
        lettersOfPage = 0;
    }

    /** A letter of a page. */
    void letter() {
        if (++lettersOfPage > LETTERS_OF_PAGE || ++letters > LETTERS) {
            throw tooMuch();
        }
    }

    /** Something that a page has drawn, or a letter that a font explains. */
    void signs(long count) {
        if (count > SIGNS - signs) {
            throw tooMuch();
        }
        signs += (int) count;
    }

    /** So much is set aside while something else is drawn. */
    void depth(int states) {
        if (states > DEEPEST) {
            throw tooMuch();
        }
    }

    private void unpacked(long ofStream, int more) {
        unpacked += more;
        if (ofStream + more > STREAM || unpacked > STREAMS) {
            throw tooMuch();
        }
    }

    private static Refusal tooMuch() {
        return Flaw.tooLarge("The PDF is too large when it is unpacked.", "PDF 解压后的内容过大。");
    }

    /**
     * PDFBox asks one table for whatever unpacks streams, and has no other place to ask for bounds: there it is given
     * the same that count.
     */
    private static void guard() {
        try {
            var field = FilterFactory.class.getDeclaredField("filters");
            field.setAccessible(true);
            @SuppressWarnings("unchecked")
            var filters = (Map<COSName, Filter>) field.get(FilterFactory.INSTANCE);
            var counting = new IdentityHashMap<Filter, Filter>(); // some have two names
            filters.replaceAll((_, filter) -> counting.computeIfAbsent(filter, Counting::new));
        } catch (ReflectiveOperationException other) {
            throw new IllegalStateException("this PDFBox is another than the one that is bounded here", other);
        }
    }

    /** Unpacks what another does, and stops where it becomes too much. */
    private static final class Counting extends Filter {
        private final Filter filter;

        Counting(Filter filter) {
            this.filter = filter;
        }

        @Override
        public DecodeResult decode(InputStream packed, OutputStream out, COSDictionary about, int at)
                throws IOException {
            check(getDecodeParams(about, at));
            return filter.decode(packed, new Counted(out), about, at);
        }

        @Override
        public DecodeResult decode(
                InputStream packed, OutputStream out, COSDictionary about, int at, DecodeOptions options)
                throws IOException {
            check(getDecodeParams(about, at));
            return filter.decode(packed, new Counted(out), about, at, options);
        }

        /** Rows are made before anything is in them. */
        private static void check(COSDictionary how) {
            var bits = (long) Math.clamp(how.getInt(COSName.BITS_PER_COMPONENT, 8), 1, MOST_BITS);
            var colors = Math.clamp(how.getInt(COSName.COLORS, 1), 1, MOST_COLORS);
            if (how.getInt(COSName.COLUMNS, 1) * bits * colors / Byte.SIZE > ROW) {
                throw tooMuch();
            }
        }

        @Override
        protected void encode(InputStream in, OutputStream out, COSDictionary about) throws IOException {
            filter.encode(in, out, about, 0);
        }
    }

    /** Counts what goes through it. */
    private static final class Counted extends FilterOutputStream {
        private long count;

        Counted(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int one) throws IOException {
            count(1);
            out.write(one);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            count(length);
            out.write(bytes, from, length);
        }

        private void count(int more) {
            if (HERE.isBound()) {
                HERE.get().unpacked(count, more);
            }
            count += more;
        }
    }
}
