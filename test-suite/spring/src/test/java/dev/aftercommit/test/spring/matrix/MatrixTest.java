package dev.aftercommit.test.spring.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("R8, R9: on H2, in every connection handling mode")
class MatrixTest extends MatrixContract {

    private static final Path GUIDE = Path.of(System.getProperty("project.folder"), "docs/spring.md");

    MatrixTest() {
        super(UnaryOperator.identity(), List.of(Pooling.values()));
    }

    @Test
    void theGuideShowsTheTable() throws IOException {
        System.out.println(matrix().table());

        assertThat(Files.readString(GUIDE)).contains(matrix().table());
    }
}
