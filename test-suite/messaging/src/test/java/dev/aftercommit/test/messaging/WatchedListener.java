package dev.aftercommit.test.messaging;

import jakarta.jms.Message;
import jakarta.jms.MessageListener;

/** A listener, and on which thread it is called. */
final class WatchedListener implements MessageListener {

    private final MessageListener listener;
    private volatile Thread thread;

    WatchedListener(MessageListener listener) {
        this.listener = listener;
    }

    @Override
    public void onMessage(Message message) {
        thread = Thread.currentThread();
        listener.onMessage(message);
    }

    /** Returns when the thread waits for something; the thread. */
    Thread awaitWaiting() {
        Eventually.holds("the consumer waits", () -> thread != null && thread.getState() == Thread.State.TIMED_WAITING);
        return thread;
    }
}
