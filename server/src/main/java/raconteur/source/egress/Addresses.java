package raconteur.source.egress;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/**
 * Which addresses are the open internet. The JDK's own predicates miss too many that are not: translated, tunnelled and
 * shared ones, and where clouds answer to their machines.
 */
final class Addresses {
    /** The first bits of an address. */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody, and changed by nobody
    private record Block(byte[] start, int bits) {
        static Block of(String written) {
            var slash = written.indexOf('/');
            return new Block(
                    InetAddress.ofLiteral(written.substring(0, slash)).getAddress(),
                    Integer.parseInt(written.substring(slash + 1)));
        }

        boolean holds(byte[] address) {
            if (address.length != start.length) {
                return false;
            }
            var whole = bits / 8;
            if (!Arrays.equals(address, 0, whole, start, 0, whole)) {
                return false;
            }
            var rest = 8 - bits % 8;
            return rest == 8 || (address[whole] & 0xff) >> rest == (start[whole] & 0xff) >> rest;
        }
    }

    /** What of the old address space is not everybody's. */
    private static final List<Block> SPECIAL = blocks(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4");

    /** All of the new one that is given out. Everything else of it is refused without a name. */
    private static final Block GIVEN_OUT = Block.of("2000::/3");

    /** What of that is not everybody's: tunnels that hide an old address, examples, protocols. */
    private static final List<Block> SPECIAL_OF_THE_NEW =
            blocks("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20");

    private Addresses() {}

    /** Whether anybody's server may be there. */
    static boolean isPublic(InetAddress address) {
        var bytes = address.getAddress();
        if (bytes.length == 4) {
            return SPECIAL.stream().noneMatch(block -> block.holds(bytes));
        }
        return GIVEN_OUT.holds(bytes) && SPECIAL_OF_THE_NEW.stream().noneMatch(block -> block.holds(bytes));
    }

    private static List<Block> blocks(String... written) {
        return Arrays.stream(written).map(Block::of).toList();
    }
}
