package dev.aftercommit.sample;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static io.restassured.http.ContentType.JSON;

import dev.aftercommit.sample.mail.Mail;
import dev.aftercommit.sample.mail.Outbox;
import io.restassured.response.Response;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;

/** The shop as its customers meet it: over HTTP. */
@ApplicationScoped
class ShopClient {
    @Inject
    EntityManager entityManager;

    @Inject
    Outbox outbox;

    @Transactional
    void empty() {
        for (String entity : List.of("Order", "Customer", "Product", "AuditEntry")) {
            entityManager.createQuery("delete from " + entity).executeUpdate();
        }
        outbox.clear();
    }

    Response signUp(String name, String email) {
        return post("/customers", Map.of("name", name, "email", email));
    }

    long customer(String email) {
        return signUp("Ada", email).jsonPath().getLong("id");
    }

    Response changeEmail(long customer, String email) {
        return put("/customers/" + customer + "/email", Map.of("email", email));
    }

    void stock(String product, int stock) {
        put("/products/" + product, Map.of("stock", stock));
    }

    Response order(long customer, String product, int quantity) {
        return post("/orders", Map.of("customerId", customer, "product", product, "quantity", quantity));
    }

    List<Mail> outbox() {
        return get("/outbox").jsonPath().getList("", Mail.class);
    }

    void clearOutbox() {
        given().delete("/outbox").then().statusCode(204);
    }

    List<String> audit() {
        return get("/audit").jsonPath().getList("");
    }

    private static Response post(String path, Map<String, ?> body) {
        return given().contentType(JSON).body(body).post(path);
    }

    private static Response put(String path, Map<String, ?> body) {
        return given().contentType(JSON).body(body).put(path);
    }
}
