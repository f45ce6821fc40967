package dev.aftercommit.test.random;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@DisplayName("With Spring too, a model that breaks a rule is found out by a random program, of which little is left")
@ExtendWith(Quiet.class)
class SpringBrokenModelTest {

    @Test
    void isFoundOutWhereWorkThatFailsLeavesTheTransactionAloneWhichItTakesPartIn() {
        assertIsFoundOut(new SpringEnvironment() {

            @Override
            public ModelConnection connection(ModelSurroundings surroundings) {
                return new SpringConnection(surroundings) {

                    @Override
                    void takePart(boolean marks, Runnable work) {
                        work.run();
                    }
                };
            }
        });
    }

    @Test
    void isFoundOutWhereANestedTransactionIsKept() {
        assertIsFoundOut(new SpringEnvironment() {

            @Override
            public ModelConnection connection(ModelSurroundings surroundings) {
                return new SpringConnection(surroundings) {

                    @Override
                    void runNested(boolean marks, Runnable work) {
                        work.run();
                    }
                };
            }
        });
    }

    private static void assertIsFoundOut(SpringEnvironment environment) {
        BrokenModel.assertThatItIsFoundOut(new Comparison(environment), ProgramGenerator::transactional);
    }
}
