package dev.aftercommit.sample.experiment;

import io.quarkus.hibernate.orm.panache.PanacheEntity;
import jakarta.persistence.Entity;

@Entity
public class Parcel extends PanacheEntity {
    public String content;

    protected Parcel() {} // for Hibernate

    Parcel(String content) {
        this.content = content;
    }
}
