package dev.aftercommit.test.quarkus;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

@QuarkusTest
@TestProfile(PostgreSql.class)
class TransactionsOnPostgreSqlTest extends TransactionsTest {}
