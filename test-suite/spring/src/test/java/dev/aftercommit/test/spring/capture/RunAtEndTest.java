package dev.aftercommit.test.spring.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.test.spring.application.Events;
import dev.aftercommit.test.spring.application.Parcel;
import dev.aftercommit.test.spring.application.ParcelApplication;
import dev.aftercommit.test.spring.application.Parcels;
import dev.aftercommit.testing.CaptureAfterCommitExtension;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.transaction.annotation.Transactional;

@DisplayName("Captured callbacks are run at the end of a test, within its transaction")
@SpringBootTest(classes = ParcelApplication.class)
@Transactional
class RunAtEndTest {

    @RegisterExtension
    final CaptureAfterCommitExtension capture = new CaptureAfterCommitExtension().runAtEnd();

    @Autowired
    private EntityManager entityManager;

    @Autowired
    private Parcels parcels;

    @BeforeEach
    void forget() {
        Events.take();
    }

    @AfterEach
    void callbacksHaveRun() {
        assertThat(Events.take()).containsExactly("found 1");
    }

    @Test
    void runsACallbackThatSeesTheDataOfTheTest() {
        parcels.saveAndFlush(new Parcel("tea"));
        AfterCommit.of(entityManager).run(() -> {
            // The callback method of the parcel has run before
            Events.take();
            Events.add("found " + parcels.countByLabel("tea"));
        });
        assertThat(Events.take()).isEmpty();
    }
}
