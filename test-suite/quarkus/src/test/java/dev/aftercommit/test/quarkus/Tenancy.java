package dev.aftercommit.test.quarkus;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** Tenants that share their tables, told apart by a column. */
public final class Tenancy implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "quarkus.hibernate-orm.multitenant", "DISCRIMINATOR",
                "quarkus.hibernate-orm.packages",
                        "dev.aftercommit.test.quarkus.entity,dev.aftercommit.test.quarkus.tenant");
    }
}
