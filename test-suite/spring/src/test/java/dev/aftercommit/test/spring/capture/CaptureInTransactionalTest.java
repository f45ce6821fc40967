package dev.aftercommit.test.spring.capture;

import dev.aftercommit.test.spring.application.ParcelApplication;
import org.junit.jupiter.api.DisplayName;
import org.springframework.boot.test.context.SpringBootTest;

@DisplayName("Callbacks are captured in a @Transactional test of Spring Boot")
@SpringBootTest(classes = ParcelApplication.class)
class CaptureInTransactionalTest extends CaptureContract {}
