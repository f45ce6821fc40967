package dev.aftercommit.test.spring.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a callback writes is kept, whatever Spring and Hibernate do with the only connection. */
class MatrixTest {

    private static final Path GUIDE = Path.of(System.getProperty("project.folder"), "docs/spring.md");

    private static Matrix matrix;

    @BeforeAll
    static void run() throws SQLException {
        matrix = Matrix.run();
    }

    static Stream<Cell> cells() {
        return Matrix.cells();
    }

    @ParameterizedTest
    @MethodSource("cells")
    void keepsWhatACallbackWrites(Cell cell) {
        boolean refused = cell.it().situation() == Situation.SERIALIZABLE
                && cell.pooling().mode.contains("RELEASE");

        assertThat(matrix.ofCallback(cell)).isEqualTo(refused ? Result.REFUSED : Result.KEPT);
    }

    @ParameterizedTest
    @EnumSource
    void givesTheConnectionBack(Pooling pooling) {
        assertThat(matrix.connectionsInUse(pooling)).isZero();
    }

    @Test
    void theGuideShowsTheTable() throws IOException {
        System.out.println(matrix.table());

        assertThat(Files.readString(GUIDE)).contains(matrix.table());
    }
}
