package dev.aftercommit.test.spring.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.test.spring.support.RunningApplication;
import java.sql.SQLException;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a callback writes is kept, whatever Spring and Hibernate do with the only connection. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class MatrixContract {

    private final UnaryOperator<RunningApplication> database;
    private final List<Pooling> poolings;
    private Matrix matrix;

    MatrixContract(UnaryOperator<RunningApplication> database, List<Pooling> poolings) {
        this.database = database;
        this.poolings = poolings;
    }

    @BeforeAll
    void run() throws SQLException {
        matrix = Matrix.run(database, poolings);
    }

    Matrix matrix() {
        return matrix;
    }

    List<Pooling> poolings() {
        return poolings;
    }

    Stream<Cell> cells() {
        return poolings.stream().flatMap(Matrix::cells);
    }

    @ParameterizedTest
    @MethodSource("cells")
    void keepsWhatACallbackWrites(Cell cell) {
        boolean refused = cell.it().situation() == Situation.SERIALIZABLE
                && cell.pooling().mode.contains("RELEASE");

        assertThat(matrix.ofCallback(cell)).isEqualTo(refused ? Result.REFUSED : Result.KEPT);
    }

    @ParameterizedTest
    @MethodSource("poolings")
    void givesTheConnectionBack(Pooling pooling) {
        assertThat(matrix.connectionsInUse(pooling)).isZero();
    }
}
