package raconteur.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Who is measured. */
sealed interface Subject {
    String name();

    /** Its processes; empty for the upstream itself, which is part of the rig. */
    Optional<Proc> proc();

    /** What a load of this shape asks; may prepare conversations for it. */
    Target target(Shape shape) throws IOException, InterruptedException;

    /** The rig alone: what the driver sees when nothing stands between. */
    record Direct(UpstreamProcess upstream) implements Subject {
        @Override
        public String name() {
            return "direct";
        }

        @Override
        public Optional<Proc> proc() {
            return Optional.empty();
        }

        @Override
        public Target target(Shape shape) {
            return new Target.OpenAi(upstream.address());
        }
    }

    /** The floor. */
    record Proxied(Nginx nginx) implements Subject {
        @Override
        public String name() {
            return "nginx";
        }

        @Override
        public Optional<Proc> proc() {
            return Optional.of(nginx.proc());
        }

        @Override
        public Target target(Shape shape) {
            return new Target.OpenAi(nginx.address());
        }
    }

    /** Our server, asked by people who are signed in, through turns that are admitted, kept and settled. */
    record Served(ServerProcess server, Api api, List<String> bearers) implements Subject {
        private static final int ACCOUNTS = 16;
        private static final int CHATS_PER_CONVERSATION = 5;

        static Served settle(ServerProcess server) throws IOException, InterruptedException {
            return settle(server, ACCOUNTS);
        }

        static Served settle(ServerProcess server, int accounts) throws IOException, InterruptedException {
            var api = new Api(server.base());
            var bearers = new ArrayList<String>();
            bearers.add(api.setup("grace"));
            for (int i = 1; i < accounts; i++) {
                bearers.add(api.register("ada" + i));
            }
            return new Served(server, api, List.copyOf(bearers));
        }

        @Override
        public String name() {
            return "raconteur";
        }

        @Override
        public Optional<Proc> proc() {
            return Optional.of(server.proc());
        }

        @Override
        public Target target(Shape shape) throws IOException, InterruptedException {
            int each = (shape.chats() + CHATS_PER_CONVERSATION - 1) / CHATS_PER_CONVERSATION;
            var seats = new ArrayList<Target.Seat>();
            for (int i = 0; i < shape.streams(); i++) {
                String bearer = bearers.get(i % bearers.size());
                var conversations = new ArrayList<String>();
                for (int k = 0; k < each; k++) {
                    conversations.add(api.conversation(bearer));
                }
                seats.add(new Target.Seat(bearer, conversations));
            }
            return new Target.Raconteur(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()), seats);
        }
    }
}
