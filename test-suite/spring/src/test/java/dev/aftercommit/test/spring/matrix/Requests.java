package dev.aftercommit.test.spring.matrix;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Runs a case in a request, with the entity manager open for all of it. */
@RestController
class Requests {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final AtomicReference<Runnable> next = new AtomicReference<>();

    @PostMapping("/case")
    String run() {
        next.get().run();
        return "done";
    }

    /** Has the work run on the thread of a request, and throws if that failed. */
    void send(int port, Runnable work) {
        next.set(work);
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/case"))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        try {
            int status = CLIENT.send(request, BodyHandlers.ofString()).statusCode();
            if (status != 200) {
                throw new IllegalStateException("The request failed: " + status);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
