package dev.aftercommit.test.entity;

import org.hibernate.resource.beans.container.spi.ContainedBean;

/** What the bean container of a test gives. */
record Bean<B>(B instance, Class<B> type) implements ContainedBean<B> {

    @Override
    public B getBeanInstance() {
        return instance;
    }

    // Overrides only from Hibernate 7 on
    public Class<B> getBeanClass() {
        return type;
    }
}
