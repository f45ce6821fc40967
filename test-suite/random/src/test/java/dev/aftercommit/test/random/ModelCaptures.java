package dev.aftercommit.test.random;

import dev.aftercommit.test.random.ModelCapture.Place;
import java.util.ArrayDeque;
import java.util.Deque;

/** The captures that are open, of which the innermost captures. */
final class ModelCaptures {

    private final Deque<ModelCapture> open = new ArrayDeque<>();

    ModelCapture innermost() {
        return open.peek();
    }

    boolean isRunning() {
        return !open.isEmpty() && innermost().isRunning();
    }

    void in(ModelCapture capture, Runnable work) {
        open.push(capture);
        try {
            work.run();
        } finally {
            open.pop();
            capture.close();
        }
    }

    Place place(ModelConnection connection) {
        return open.isEmpty() ? null : innermost().place(connection);
    }
}
