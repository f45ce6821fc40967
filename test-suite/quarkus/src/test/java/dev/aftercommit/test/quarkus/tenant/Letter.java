package dev.aftercommit.test.quarkus.tenant;

import static dev.aftercommit.EntityOperation.INSERT;

import dev.aftercommit.PostCommit;
import dev.aftercommit.test.quarkus.bean.Journal;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import org.hibernate.annotations.TenantId;

@Entity
public class Letter {
    @Id
    @GeneratedValue
    public Long id;

    @TenantId
    public String tenant;

    @PostCommit(on = INSERT)
    void committed() {
        CDI.current().select(Journal.class).get().add("inserted for " + tenant);
    }
}
