package io.scorecard.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A network between driver and server that can be made bad. One thread for each direction; loopback only. */
final class Proxy implements AutoCloseable {

    /** How what comes from the server reaches the driver. */
    enum Weather {
        FAIR,
        /** Nothing moves, in both directions, and nobody is told. */
        STALLED,
        /** Some kilobytes a second. */
        SLOW,
        /** Both ends are closed once so many bytes have passed. */
        CUT,
        /** A bit is turned once so many bytes have passed. */
        GARBLED
    }

    private static final int SLOW_BYTES = 1_000;

    private final ServerSocket door;
    private final int server;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private volatile Weather weather = Weather.FAIR;
    private volatile long left;

    Proxy(int server) throws IOException {
        this.server = server;
        this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    void turn(Weather next) {
        turn(next, 0);
    }

    void turn(Weather next, long afterBytes) {
        left = afterBytes;
        weather = next;
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket driver = door.accept();
                Socket target = new Socket(InetAddress.getLoopbackAddress(), server);
                open.addAll(List.of(driver, target));
                start(() -> pass(driver, target, false));
                start(() -> pass(target, driver, true));
            } catch (IOException e) {
                // The server is down, or this proxy is closed: whoever knocks is told by the closed door.
                continue;
            }
        }
    }

    private void pass(Socket from, Socket to, boolean down) {
        byte[] bytes = new byte[8192];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                while (weather == Weather.STALLED) {
                    Thread.sleep(5);
                }
                if (down) {
                    read = spoilt(bytes, read);
                }
                if (read < 0) {
                    return;
                }
                out.write(bytes, 0, read);
            }
        } catch (IOException | InterruptedException e) {
            // One end has gone: the other one is closed, too.
            return;
        } finally {
            open.removeAll(List.of(from, to));
        }
    }

    /** The bytes that go on; -1: none any more. */
    private int spoilt(byte[] bytes, int read) throws InterruptedException {
        if (weather == Weather.SLOW) {
            Thread.sleep(1000L * read / SLOW_BYTES);
        } else if (weather == Weather.CUT || weather == Weather.GARBLED) {
            long before = left;
            left = before - read;
            if (before >= 0 && before < read) {
                if (weather == Weather.CUT) {
                    weather = Weather.FAIR;
                    return -1;
                }
                bytes[(int) before] ^= 1 << (before % 8);
            }
        }
        return read;
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            door.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
