package dev.aftercommit.test.quarkus;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** One persistence unit, which has a name: there is no default one. */
public final class NamedUnits implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "quarkus.hibernate-orm.packages", "",
                "quarkus.datasource.stock.db-kind", "h2",
                "quarkus.datasource.stock.jdbc.url", "jdbc:h2:mem:named;DB_CLOSE_DELAY=-1",
                "quarkus.hibernate-orm.stock.datasource", "stock",
                "quarkus.hibernate-orm.stock.packages", "dev.aftercommit.test.quarkus.stock",
                "quarkus.hibernate-orm.stock.schema-management.strategy", "drop-and-create");
    }
}
