package dev.aftercommit.test.spring.matrix;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

@Component
class InNewTransaction {

    private final Rows rows;

    InNewTransaction(Rows rows) {
        this.rows = rows;
    }

    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void save(String label) {
        rows.save(new Row(label));
    }
}
