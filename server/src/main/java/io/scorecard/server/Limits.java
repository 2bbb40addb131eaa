package io.scorecard.server;

import java.time.Duration;

/**
 * What clients may take.
 *
 * @param connections at one time
 * @param opening how long a client may take to say who it is
 * @param look how often the server looks whether a waiting client is still there
 */
record Limits(int connections, Duration opening, Duration look) {

    static final Limits USUAL = new Limits(100, Duration.ofSeconds(10), Duration.ofMillis(500));
}
