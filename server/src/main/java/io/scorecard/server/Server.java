package io.scorecard.server;

import io.scorecard.server.catalog.Catalog;
import io.scorecard.server.session.Session;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Listens on this machine's loopback and gives each client a thread. There are no passwords, so nobody from
 * elsewhere may ever reach it.
 *
 * <p>Thread-safe.
 */
final class Server implements AutoCloseable {

    private static final int WAITING = 100;

    private final House house;
    private final Limits limits;
    private final ServerSocket listener;
    private final Connection anchor;
    private final Catalog catalog;
    private final String database;
    private final Map<Integer, Visit> visits = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();
    private volatile boolean closing;

    private Server(House house, Limits limits, ServerSocket listener, Connection anchor, Catalog catalog)
            throws SQLException {
        this.house = house;
        this.limits = limits;
        this.listener = listener;
        this.anchor = anchor;
        this.catalog = catalog;
        this.database = anchor.getCatalog();
    }

    /** @param port 0: any that is free */
    static Server start(House house, int port, Limits limits) throws SQLException, IOException {
        ServerSocket listener = new ServerSocket();
        Connection anchor = null;
        try {
            listener.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), WAITING);
            // Held open: the model stays compiled while nobody is connected.
            anchor = house.open();
            Server server = new Server(
                    house,
                    limits,
                    listener,
                    anchor,
                    Catalog.of(anchor, House.USER, Session.VERSION, Session.zone(anchor)));
            server.thread("scorecard-listener", server::listen).start();
            server.thread("scorecard-watch", server::watch).start();
            return server;
        } catch (SQLException | IOException | RuntimeException e) {
            listener.close();
            if (anchor != null) {
                anchor.close();
            }
            throw e;
        }
    }

    private Thread thread(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    int port() {
        return listener.getLocalPort();
    }

    /** The name that clients connect to: the model's. */
    String database() {
        return database;
    }

    Catalog catalog() {
        return catalog;
    }

    Connection open() throws SQLException {
        return house.open();
    }

    boolean full() {
        return visits.size() > limits.connections();
    }

    int clients() {
        return visits.size();
    }

    private void listen() {
        while (!closing) {
            try {
                admit(listener.accept());
            } catch (IOException e) {
                if (!closing) {
                    pause();
                }
            }
        }
    }

    private void admit(Socket socket) {
        try {
            socket.setTcpNoDelay(true);
            socket.setKeepAlive(true);
            int process;
            Visit visit;
            do {
                process = random.nextInt(Integer.MAX_VALUE - 1) + 1;
                visit = new Visit(
                        this,
                        socket,
                        process,
                        random.nextInt(),
                        System.nanoTime() + limits.opening().toNanos());
            } while (visits.putIfAbsent(process, visit) != null);
            thread("scorecard-client-" + process, visit).start();
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            Visit.close(socket);
        }
    }

    void forget(int process) {
        visits.remove(process);
    }

    /** Stops the statement of another client, who has told its number and secret. */
    void cancel(int process, int secret) {
        Visit visit = visits.get(process);
        if (visit != null) {
            visit.cancel(secret);
        }
    }

    private void watch() {
        while (!closing) {
            pause();
            visits.values().forEach(visit -> visit.look(System.nanoTime()));
        }
    }

    private void pause() {
        try {
            TimeUnit.NANOSECONDS.sleep(limits.look().toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Stops what runs and leaves all clients. */
    @Override
    public void close() throws SQLException, IOException {
        closing = true;
        listener.close();
        visits.values().forEach(Visit::leave);
        catalog.close();
        anchor.close();
    }
}
