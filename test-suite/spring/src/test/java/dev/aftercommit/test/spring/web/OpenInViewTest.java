package dev.aftercommit.test.spring.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.test.spring.application.Events;
import dev.aftercommit.test.spring.application.Parcel;
import dev.aftercommit.test.spring.application.ParcelApplication;
import dev.aftercommit.test.spring.application.Parcels;
import dev.aftercommit.test.spring.support.RunningApplication;
import dev.aftercommit.test.spring.support.Transactions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@DisplayName("R8: open-in-view")
class OpenInViewTest {

    @RegisterExtension
    static final RunningApplication APPLICATION =
            RunningApplication.of(ParcelApplication.class, Controller.class).with("spring.jpa.open-in-view", true);

    @BeforeEach
    void forget() {
        Events.take();
    }

    @Test
    void callbacksRunAtTheCommitNotAtTheEndOfTheRequest() throws Exception {
        get("/commit");
        assertThat(Events.take())
                .containsExactly(
                        "first", "INSERT first", "first committed", "second", "INSERT second", "second committed");
    }

    @Test
    void callbacksOfAReadOnlyTransactionRunAtTheEndOfTheRequest() throws Exception {
        get("/read");
        assertThat(APPLICATION.get(Controller.class).end).succeedsWithin(10, TimeUnit.SECONDS);
        assertThat(Events.take()).containsExactly("read", "controller done", "end of request");
    }

    @Test
    void entitiesThatWereLoadedBeforeTheCallbackStayAttached() throws Exception {
        assertThat(get("/attached")).isEqualTo("true");
    }

    private static String get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + APPLICATION.port() + path))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }

    @RestController
    static class Controller {

        final CompletableFuture<Void> end = new CompletableFuture<>();
        private final AfterCommit afterCommit;
        private final Parcels parcels;
        private final Transactions transactions;

        Controller(AfterCommit afterCommit, Parcels parcels, PlatformTransactionManager transactionManager) {
            this.afterCommit = afterCommit;
            this.parcels = parcels;
            this.transactions = new Transactions(transactionManager);
        }

        @GetMapping("/commit")
        String commit() {
            for (String name : List.of("first", "second")) {
                transactions.required(() -> {
                    afterCommit.run(() -> Events.add(name));
                    parcels.save(new Parcel(name));
                });
                Events.add(name + " committed");
            }
            return "done";
        }

        @GetMapping("/read")
        String read() {
            transactions.readOnly(() -> {
                parcels.count();
                Events.add("read");
                afterCommit.run(() -> {
                    Events.add("end of request");
                    end.complete(null);
                });
            });
            Events.add("controller done");
            return "done";
        }

        @GetMapping("/attached")
        String attached() {
            Parcel parcel = new Parcel("attached");
            transactions.required(() -> {
                parcels.save(parcel);
                afterCommit.run(parcels::count);
            });
            Parcel[] found = new Parcel[1];
            transactions.required(() -> found[0] = parcels.findById(parcel.id).orElseThrow());
            return String.valueOf(found[0] == parcel);
        }
    }
}
