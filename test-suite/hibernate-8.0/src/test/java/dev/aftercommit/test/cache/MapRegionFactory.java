package dev.aftercommit.test.cache;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.boot.spi.SessionFactoryOptions;
import org.hibernate.cache.cfg.spi.DomainDataRegionBuildingContext;
import org.hibernate.cache.cfg.spi.DomainDataRegionConfig;
import org.hibernate.cache.spi.support.DomainDataStorageAccess;
import org.hibernate.cache.spi.support.RegionFactoryTemplate;
import org.hibernate.cache.spi.support.StorageAccess;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/** A second-level cache of maps, with the concurrency strategies of Hibernate itself. */
public final class MapRegionFactory extends RegionFactoryTemplate {

    private static final long serialVersionUID = 1;

    @Override
    protected void prepareForUse(SessionFactoryOptions settings, Map<String, Object> configValues) {
        // each region has a map of its own
    }

    @Override
    protected void releaseFromUse() {
        // nothing is held
    }

    @Override
    protected DomainDataStorageAccess createDomainDataStorageAccess(
            DomainDataRegionConfig regionConfig, DomainDataRegionBuildingContext buildingContext) {
        return new MapStorage();
    }

    @Override
    protected StorageAccess createQueryResultsRegionStorageAccess(
            String regionName, SessionFactoryImplementor sessionFactory) {
        return new MapStorage();
    }

    @Override
    protected StorageAccess createTimestampsRegionStorageAccess(
            String regionName, SessionFactoryImplementor sessionFactory) {
        return new MapStorage();
    }

    private static final class MapStorage implements DomainDataStorageAccess {

        private final Map<Object, Object> items = new ConcurrentHashMap<>();

        @Override
        public Object getFromCache(Object key, SharedSessionContractImplementor session) {
            return items.get(key);
        }

        @Override
        public void putIntoCache(Object key, Object value, SharedSessionContractImplementor session) {
            items.put(key, value);
        }

        @Override
        public boolean contains(Object key) {
            return items.containsKey(key);
        }

        @Override
        public void evictData() {
            items.clear();
        }

        @Override
        public void evictData(Object key) {
            items.remove(key);
        }

        @Override
        public void release() {
            items.clear();
        }
    }
}
