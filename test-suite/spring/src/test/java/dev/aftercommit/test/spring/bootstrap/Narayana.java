package dev.aftercommit.test.spring.bootstrap;

import com.arjuna.ats.jdbc.TransactionalDriver;
import java.util.Properties;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.transaction.jta.JtaTransactionManager;

/** JTA, with a database whose connections take part in it. */
@Configuration(proxyBeanMethods = false)
class Narayana {

    @Bean
    JtaTransactionManager transactionManager() {
        return new JtaTransactionManager(
                com.arjuna.ats.jta.UserTransaction.userTransaction(),
                com.arjuna.ats.jta.TransactionManager.transactionManager());
    }

    @Bean
    DataSource dataSource(@Value("${spring.datasource.url}") String url) {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL(url);
        database.setUser("sa");
        database.setPassword("");
        Properties properties = new Properties();
        properties.put(TransactionalDriver.XADataSource, database);
        return new SimpleDriverDataSource(new TransactionalDriver(), "jdbc:arjuna:", properties);
    }
}
