package dev.aftercommit.test.spring.capture;

import dev.aftercommit.test.spring.application.ParcelApplication;
import org.junit.jupiter.api.DisplayName;
import org.springframework.boot.test.autoconfigure.orm.jpa.DataJpaTest;
import org.springframework.test.context.ContextConfiguration;

@DisplayName("Callbacks are captured in a @DataJpaTest")
@DataJpaTest
@ContextConfiguration(classes = ParcelApplication.class)
class CaptureInDataJpaTest extends CaptureContract {}
