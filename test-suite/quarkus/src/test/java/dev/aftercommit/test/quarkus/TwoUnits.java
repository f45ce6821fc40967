package dev.aftercommit.test.quarkus;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** A second persistence unit beside the default one, on a database of its own; both take part in XA transactions. */
public final class TwoUnits implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "quarkus.datasource.jdbc.transactions", "xa",
                "quarkus.datasource.stock.db-kind", "h2",
                "quarkus.datasource.stock.jdbc.url", "jdbc:h2:mem:stock;DB_CLOSE_DELAY=-1",
                "quarkus.datasource.stock.jdbc.transactions", "xa",
                "quarkus.hibernate-orm.stock.datasource", "stock",
                "quarkus.hibernate-orm.stock.packages", "dev.aftercommit.test.quarkus.stock",
                "quarkus.hibernate-orm.stock.schema-management.strategy", "drop-and-create");
    }
}
