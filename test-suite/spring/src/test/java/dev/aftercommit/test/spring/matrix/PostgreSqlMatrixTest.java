package dev.aftercommit.test.spring.matrix;

import dev.aftercommit.test.spring.support.RunningApplication;
import java.util.List;
import org.junit.jupiter.api.DisplayName;

@DisplayName("R8, R9: on PostgreSQL, with the connection handling that Spring Boot has by default")
class PostgreSqlMatrixTest extends MatrixContract {

    static final Pooling BY_DEFAULT = Pooling.HOLD;

    PostgreSqlMatrixTest() {
        super(RunningApplication::onPostgreSql, List.of(BY_DEFAULT));
    }
}
