package dev.aftercommit.test.spring.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** With the connection handling that Spring Boot has by default, on PostgreSQL. */
class PostgreSqlMatrixTest {

    private static final Pooling BY_DEFAULT = Pooling.HOLD;

    private static Matrix matrix;

    @BeforeAll
    static void run() throws SQLException {
        matrix = Matrix.runOnPostgreSql(BY_DEFAULT);
    }

    static Stream<Cell> cells() {
        return Matrix.cells(BY_DEFAULT);
    }

    @ParameterizedTest
    @MethodSource("cells")
    void keepsWhatACallbackWrites(Cell cell) {
        assertThat(matrix.ofCallback(cell)).isEqualTo(Result.KEPT);
    }

    @Test
    void givesTheConnectionBack() {
        assertThat(matrix.connectionsInUse(BY_DEFAULT)).isZero();
    }
}
