package dev.aftercommit.sample.shop;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.util.List;

@Path("/products")
public class ProductResource {
    private final Warehouse warehouse;

    ProductResource(Warehouse warehouse) {
        this.warehouse = warehouse;
    }

    @GET
    public List<Product> products() {
        return warehouse.products();
    }

    @PUT
    @Path("/{name}")
    public Product stock(String name, @NotNull @Valid Stock stock) {
        return warehouse.stock(name, stock.stock());
    }

    public record Stock(@PositiveOrZero int stock) {}
}
