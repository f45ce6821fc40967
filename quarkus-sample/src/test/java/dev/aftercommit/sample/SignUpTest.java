package dev.aftercommit.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.aftercommit.sample.mail.Mail;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SignUpTest {
    @Inject
    ShopClient shop;

    @BeforeEach
    void emptyShop() {
        shop.empty();
    }

    @Test
    void aSignUpSendsItsMail() {
        shop.signUp("Ada", "ada@example.org").then().statusCode(201);

        assertThat(shop.outbox())
                .extracting(Mail::to, Mail::subject)
                .containsExactly(tuple("ada@example.org", "Welcome, Ada"));
    }

    @Test
    void anotherTransactionSeesTheCustomerWhenTheMailIsSent() {
        shop.signUp("Ada", "ada@example.org");

        assertThat(shop.outbox()).extracting(Mail::rowVisible).containsExactly(true);
    }

    @Test
    void aSignUpWithATakenAddressSendsNoMail() {
        shop.signUp("Ada", "ada@example.org");
        shop.clearOutbox();

        shop.signUp("Ida", "ada@example.org").then().statusCode(409);

        assertThat(shop.outbox()).isEmpty();
    }

    @Test
    void theSignUpAfterAFailedOneSendsOneMail() {
        shop.signUp("Ada", "ada@example.org");
        shop.signUp("Ida", "ada@example.org");
        shop.clearOutbox();

        shop.signUp("Ida", "ida@example.org");

        assertThat(shop.outbox()).containsExactly(new Mail("ida@example.org", "Welcome, Ida", true));
    }

    @Test
    void aChangeOfAddressWarnsTheOldOne() {
        long ada = shop.customer("ada@example.org");
        shop.clearOutbox();

        shop.changeEmail(ada, "lovelace@example.org").then().statusCode(204);

        assertThat(shop.outbox())
                .containsExactly(new Mail("ada@example.org", "Your address is now lovelace@example.org", true));
    }

    @Test
    void aRefusedChangeOfAddressWarnsNobody() {
        long ada = shop.customer("ada@example.org");
        shop.customer("ida@example.org");
        shop.clearOutbox();

        shop.changeEmail(ada, "ida@example.org").then().statusCode(409);

        assertThat(shop.outbox()).isEmpty();
    }

    @Test
    void aRefusedWelcomeMailLeavesTheCustomerSignedUp() {
        long ada = shop.customer("ada@example.invalid");

        RestAssured.get("/customers/{id}", ada).then().statusCode(200);
    }

    @Test
    void aSignUpWithoutAnAddressIsABadRequest() {
        shop.signUp("Ada", "nowhere").then().statusCode(400);

        assertThat(shop.outbox()).isEmpty();
    }
}
