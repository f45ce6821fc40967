package dev.aftercommit.test.spring.matrix;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

@Entity
@Table(name = "entries")
class Row {

    @Id
    @GeneratedValue
    Long id;

    String label;

    protected Row() {}

    Row(String label) {
        this.label = label;
    }
}
