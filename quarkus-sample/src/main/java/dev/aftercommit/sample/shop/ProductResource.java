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
    private final StockCache cache;

    ProductResource(Warehouse warehouse, StockCache cache) {
        this.warehouse = warehouse;
        this.cache = cache;
    }

    /** What the shop window shows. */
    @GET
    public List<ProductView> products() {
        return warehouse.products().stream()
                .map(product -> new ProductView(product.name, cache.stock(product.name)))
                .toList();
    }

    @PUT
    @Path("/{name}")
    public Product stock(String name, @NotNull @Valid Stock stock) {
        return warehouse.stock(name, stock.stock());
    }

    public record ProductView(String name, int stock) {}

    public record Stock(@PositiveOrZero int stock) {}
}
