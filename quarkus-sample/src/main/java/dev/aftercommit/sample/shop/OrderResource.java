package dev.aftercommit.sample.shop;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.jboss.resteasy.reactive.ResponseStatus;

@Path("/orders")
public class OrderResource {
    private final OrderService orders;

    OrderResource(OrderService orders) {
        this.orders = orders;
    }

    @POST
    @ResponseStatus(201)
    public OrderView place(@NotNull @Valid NewOrder order) {
        return OrderView.of(orders.place(order.customerId(), order.product(), order.quantity()));
    }

    @GET
    @Path("/{id}")
    public OrderView order(long id) {
        return OrderView.of(orders.find(id));
    }

    public record NewOrder(
            long customerId,
            @NotNull String product,
            @Positive int quantity) {}

    public record OrderView(long id, String product, int quantity) {
        static OrderView of(Order order) {
            return new OrderView(order.getId(), order.getProduct(), order.getQuantity());
        }
    }
}
