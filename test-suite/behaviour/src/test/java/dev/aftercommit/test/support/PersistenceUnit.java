package dev.aftercommit.test.support;

import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.spi.PersistenceUnitInfo;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.hibernate.jpa.HibernatePersistenceProvider;

/** A persistence unit without {@code persistence.xml}: a proxy, because the interface grows with Jakarta Persistence. */
final class PersistenceUnit {

    private final List<String> classNames;
    private final String transactionType;

    private PersistenceUnit(Map<String, Object> settings, Class<?>... annotated) {
        this.classNames = Arrays.stream(annotated).map(Class::getName).toList();
        boolean jta = "jta".equals(settings.get("hibernate.transaction.coordinator_class"));
        this.transactionType = jta ? "JTA" : "RESOURCE_LOCAL";
    }

    static EntityManagerFactory createEntityManagerFactory(Map<String, Object> settings, Class<?>... annotated) {
        PersistenceUnit unit = new PersistenceUnit(settings, annotated);
        PersistenceUnitInfo info = (PersistenceUnitInfo) Proxy.newProxyInstance(
                PersistenceUnit.class.getClassLoader(),
                new Class<?>[] {PersistenceUnitInfo.class},
                (proxy, method, arguments) -> unit.answer(method));
        return new HibernatePersistenceProvider().createContainerEntityManagerFactory(info, settings);
    }

    private Object answer(Method method) {
        Class<?> returned = method.getReturnType();
        return switch (method.getName()) {
            case "getPersistenceUnitName" -> "test";
            case "getManagedClassNames", "getAllClassNames" -> classNames;
            case "getProperties" -> new Properties();
            case "getClassLoader" -> PersistenceUnit.class.getClassLoader();
            case "getTransactionType" -> constant(returned, transactionType);
            case "getSharedCacheMode" -> constant(returned, "UNSPECIFIED");
            case "getValidationMode" -> constant(returned, "NONE");
            case "excludeUnlistedClasses" -> true;
            default -> returned == List.class ? List.of() : null;
        };
    }

    private static Object constant(Class<?> type, String name) {
        return Arrays.stream(type.getEnumConstants())
                .filter(value -> value.toString().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
