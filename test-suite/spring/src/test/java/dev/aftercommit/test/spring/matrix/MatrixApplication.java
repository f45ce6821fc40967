package dev.aftercommit.test.spring.matrix;

import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@AutoConfigurationPackage
@Import({Listener.class, OtherListener.class, InNewTransaction.class, Requests.class})
class MatrixApplication {}
