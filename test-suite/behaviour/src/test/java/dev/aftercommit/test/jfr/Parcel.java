package dev.aftercommit.test.jfr;

import dev.aftercommit.PostCommit;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import java.io.Serializable;
import java.util.function.Supplier;

/** An entity whose identifier tells when it is described. */
@Entity
public class Parcel {

    @EmbeddedId
    Number number;

    protected Parcel() {}

    Parcel(int number) {
        this.number = new Number(number);
    }

    @PostCommit
    void send() {
        // it is on its way
    }

    /** What describes it in the end, for a test to replace. */
    static Supplier<String> description = () -> "A";

    @Embeddable
    record Number(int number) implements Serializable {

        @Override
        public String toString() {
            return description.get();
        }
    }
}
