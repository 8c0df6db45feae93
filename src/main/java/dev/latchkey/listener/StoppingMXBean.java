package dev.latchkey.listener;

/** How the launcher, whose class loader does not see the listener, has the connections ended before the server stops. */
public interface StoppingMXBean {

    /** Returns when each request that the server has received is answered, or when waiting longer would hold up the stop. */
    void endConnections() throws InterruptedException;
}
