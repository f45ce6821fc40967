package dev.aftercommit.sample.shop;

import static dev.aftercommit.EntityOperation.UPDATE;

import dev.aftercommit.EntityChange;
import dev.aftercommit.PostCommit;
import dev.aftercommit.sample.mail.Mailer;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;

@Entity
public class Product extends PanacheEntityBase {
    @Id
    public String name;

    public int stock;

    protected Product() {} // for Hibernate

    Product(String name) {
        this.name = name;
    }

    void take(int quantity) {
        if (quantity > stock) {
            throw new SoldOutException(name, quantity, stock);
        }
        stock -= quantity;
    }

    @PostCommit(on = UPDATE, ifChanged = "stock")
    private void reorderWhereSoldOut(EntityChange<Product> change) {
        if (change.newValue("stock").equals(0)) {
            CDI.current()
                    .select(Mailer.class)
                    .get()
                    .send("purchasing@shop.example", "Reorder " + name, Product.class, name);
        }
    }
}
