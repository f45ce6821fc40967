package dev.aftercommit.test.quarkus.tenant;

import io.quarkus.hibernate.orm.PersistenceUnitExtension;
import io.quarkus.hibernate.orm.runtime.tenant.TenantResolver;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Default;

/** Tells the tenant of the test that runs. */
@ApplicationScoped
@Default // so that tests can inject it
@PersistenceUnitExtension
public class Tenants implements TenantResolver {
    public static final String DEFAULT = "default";

    private volatile String current = DEFAULT;

    public void enter(String tenant) {
        current = tenant;
    }

    @Override
    public String getDefaultTenantId() {
        return DEFAULT;
    }

    @Override
    public String resolveTenantId() {
        return current;
    }
}
