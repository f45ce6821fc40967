package dev.aftercommit.test.spring.docs;

import dev.aftercommit.spring.AfterCommitConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

@Configuration
@Import(AfterCommitConfiguration.class)
class WithoutBoot {}
