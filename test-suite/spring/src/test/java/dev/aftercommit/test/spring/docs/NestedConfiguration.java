package dev.aftercommit.test.spring.docs;

import dev.aftercommit.spring.NestedTransactionJpaDialect;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration
class NestedConfiguration {

    @Bean
    static NestedTransactionJpaDialect nestedTransactions() {
        return new NestedTransactionJpaDialect();
    }
}
