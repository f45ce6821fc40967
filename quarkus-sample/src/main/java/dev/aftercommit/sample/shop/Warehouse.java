package dev.aftercommit.sample.shop;

import static jakarta.persistence.LockModeType.PESSIMISTIC_WRITE;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.sample.audit.AuditTrail;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;

@ApplicationScoped
public class Warehouse {
    private final AfterCommit afterCommit;
    private final AuditTrail auditTrail;
    private final StockCache cache;

    Warehouse(AfterCommit afterCommit, AuditTrail auditTrail, StockCache cache) {
        this.afterCommit = afterCommit;
        this.auditTrail = auditTrail;
        this.cache = cache;
    }

    /** Takes a product out of the stock. The audit trail tells of it, whether the order goes through or not. */
    @Transactional
    public void take(String name, int quantity) {
        Product product = find(name);
        String event = quantity + " " + name;
        afterCommit.run(() -> auditTrail.record("took " + event));
        afterCommit.runOnce(name, () -> cache.evict(name));
        afterCommit.afterRollback(() -> auditTrail.record("put back " + event));
        product.take(quantity);
    }

    @Transactional
    public Product stock(String name, int stock) {
        Product product = Product.findById(name, PESSIMISTIC_WRITE);
        if (product == null) {
            product = new Product(name);
            product.persist();
        }
        product.stock = stock;
        afterCommit.runOnce(name, () -> cache.evict(name));
        return product;
    }

    @Transactional
    public Product product(String name) {
        return find(name);
    }

    @Transactional
    public List<Product> products() {
        return Product.listAll(Sort.by("name"));
    }

    private static Product find(String name) {
        return Product.<Product>findByIdOptional(name, PESSIMISTIC_WRITE)
                .orElseThrow(() -> new UnknownItemException("product", name));
    }
}
