package dev.aftercommit.test.spring.matrix;

import dev.aftercommit.test.spring.support.RunningApplication;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;

@Tag("full")
@DisplayName("R8, R9: on PostgreSQL, in all other connection handling modes")
class PostgreSqlModesTest extends MatrixContract {

    PostgreSqlModesTest() {
        super(
                RunningApplication::onPostgreSql,
                Stream.of(Pooling.values())
                        .filter(pooling -> pooling != PostgreSqlMatrixTest.BY_DEFAULT)
                        .toList());
    }
}
