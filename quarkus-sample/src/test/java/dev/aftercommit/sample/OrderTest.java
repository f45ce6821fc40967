package dev.aftercommit.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.aftercommit.sample.mail.Mail;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OrderTest {
    private static final Mail CONFIRMATION = new Mail("ada@example.org", "Your order of 2 tea", true);
    private static final Mail REORDER = new Mail("purchasing@shop.example", "Reorder tea", true);

    @Inject
    ShopClient shop;

    private long ada;

    @BeforeEach
    void stockFiveTeaForAda() {
        shop.empty();
        shop.stock("tea", 5);
        ada = shop.customer("ada@example.org");
        shop.clearOutbox();
    }

    @Test
    void anOrderIsConfirmedByOneMail() {
        shop.order(ada, "tea", 2).then().statusCode(201);

        assertThat(shop.outbox()).containsExactly(CONFIRMATION);
    }

    @Test
    void aFailedOrderSendsNoMail() {
        shop.order(ada, "tea", 6)
                .then()
                .statusCode(409)
                .body(equalTo("There is not enough tea: 6 ordered, 5 in stock."));

        assertThat(shop.outbox()).isEmpty();
    }

    @Test
    void theOrderAfterAFailedOneSendsExactlyOneMail() {
        shop.order(ada, "tea", 6);

        shop.order(ada, "tea", 2);

        assertThat(shop.outbox()).containsExactly(CONFIRMATION);
    }

    @Test
    void aFailedOrderRunsItsRollbackCallback() {
        shop.order(ada, "tea", 6);

        assertThat(shop.audit()).endsWith("put back 6 tea").doesNotContain("took 6 tea");
    }

    @Test
    void whatACallbackWritesInATransactionOfItsOwnIsKept() {
        shop.order(ada, "tea", 2);

        assertThat(shop.audit()).contains("mailed ada@example.org: Your order of 2 tea");
    }

    @Test
    void callbacksRunInTheOrderOfTheirRegistration() {
        shop.order(ada, "tea", 5);

        assertThat(shop.audit())
                .endsWith(
                        "mailed ada@example.org: Your order of 5 tea",
                        "took 5 tea",
                        "mailed purchasing@shop.example: Reorder tea");
    }

    @Test
    void aRefusedMailLeavesTheOrderCommitted() {
        Response order = shop.order(shop.customer("ida@example.invalid"), "tea", 2);

        order.then().statusCode(201);
        RestAssured.get("/orders/{id}", order.jsonPath().getLong("id")).then().statusCode(200);
    }

    @Test
    void aRefusedMailLeavesItsNeighboursToRun() {
        shop.order(shop.customer("ida@example.invalid"), "tea", 5);

        assertThat(shop.audit()).contains("took 5 tea");
        assertThat(shop.outbox()).containsExactly(REORDER);
    }

    @Test
    void aProductThatIsSoldOutIsReordered() {
        shop.order(ada, "tea", 5);

        assertThat(shop.outbox()).contains(REORDER);
    }

    @Test
    void aProductThatIsStillInStockIsNotReordered() {
        shop.order(ada, "tea", 4);

        assertThat(shop.outbox()).doesNotContain(REORDER);
    }

    @Test
    void anOrderOfNothingIsABadRequest() {
        shop.order(ada, "tea", 0).then().statusCode(400);
    }
}
