package dev.wassette.wasi.http;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;

/// A server on loopback that does byte for byte what a test says, once for each connection.
public final class Peer implements AutoCloseable {
    private final ServerSocket server;
    private final Script script;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final List<String> heads = new ArrayList<>(); // guarded by itself

    /// What the server does with one connection, which is closed afterwards.
    @FunctionalInterface
    public interface Script {
        void serve(Visit visit) throws Exception;
    }

    /// A plain server.
    public Peer(Script script) throws IOException {
        this(ServerSocketFactory.getDefault(), script);
    }

    /// A server that speaks TLS.
    public Peer(SSLContext tls, Script script) throws IOException {
        this(tls.getServerSocketFactory(), script);
    }

    private Peer(ServerSocketFactory factory, Script script) throws IOException {
        this.server = factory.createServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        this.script = script;
        Thread.ofVirtual().start(this::accept);
    }

    /// {@return a script that answers every request with this text}
    public static Script answering(String answer) {
        return visit -> {
            visit.head();
            visit.send(answer);
        };
    }

    /// {@return a response with a body of known length}
    public static String ok(String body) {
        return "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    public int port() {
        return server.getLocalPort();
    }

    /// {@return host and port}
    public String authority() {
        return "127.0.0.1:" + port();
    }

    /// {@return the heads of the requests so far}
    public List<String> heads() {
        synchronized (heads) {
            return List.copyOf(heads);
        }
    }

    /// {@return how many connections are open}
    public int connections() {
        return open.size();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                open.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            script.serve(new Visit(socket));
        } catch (Exception e) {
            // the client has gone, or the script wanted this
        } finally {
            open.remove(socket);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// One connection.
    public final class Visit {
        private final Socket socket;
        private final InputStream in;
        private final OutputStream out;

        private Visit(Socket socket) throws IOException {
            this.socket = socket;
            this.in = socket.getInputStream();
            this.out = socket.getOutputStream();
        }

        public InputStream in() {
            return in;
        }

        public OutputStream out() {
            return out;
        }

        /// Reads up to the empty line.
        public String head() throws IOException {
            String head = upTo("\r\n\r\n");
            synchronized (heads) {
                heads.add(head);
            }
            return head;
        }

        /// Reads up to and with this text.
        public String upTo(String end) throws IOException {
            var read = new ByteArrayOutputStream();
            while (!read.toString(StandardCharsets.ISO_8859_1).endsWith(end)) {
                int octet = in.read();
                if (octet < 0) {
                    throw new EOFException(read.toString(StandardCharsets.ISO_8859_1));
                }
                read.write(octet);
            }
            return read.toString(StandardCharsets.ISO_8859_1);
        }

        public String bytes(int count) throws IOException {
            return new String(in.readNBytes(count), StandardCharsets.ISO_8859_1);
        }

        public void send(String text) throws IOException {
            out.write(text.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        }

        /// Waits until the client closes its side.
        public void untilClosed() throws IOException {
            while (in.read() >= 0) {
                // what it says does not matter
            }
        }

        /// Ends the connection with RST.
        public void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }
    }
}
