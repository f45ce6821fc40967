package dev.aftercommit.test.docs;

import static dev.aftercommit.AfterCommitSettings.BARRIER_CREATE_TABLE;
import static dev.aftercommit.AfterCommitSettings.BARRIER_HMAC_KEY;
import static dev.aftercommit.AfterCommitSettings.BARRIER_STRATEGY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.test.support.TestFactory;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("Transaction barrier: the wire form and the SQL of docs/barrier.md, for workers in other languages")
class WireFormTest {

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Order.class);

    private Session session;

    @AfterEach
    void close() {
        session.close();
    }

    @Test
    void beginsWithVersionKindAndTimeOfIssue() {
        ForeignToken token = begin(BARRIER_STRATEGY, "unique_key");
        long now = Instant.now().getEpochSecond() / 60;
        assertThat(token.version).isEqualTo(1);
        assertThat(token.kind).isEqualTo(2);
        assertThat(token.signed).isFalse();
        assertThat(token.minute).isBetween(now - 2, now);
    }

    @Test
    void endsWithAChecksum() {
        ForeignToken token = begin(BARRIER_STRATEGY, "unique_key");
        int checksum = 0xffff;
        for (byte next : token.before(2)) {
            checksum ^= (next & 0xff) << 8;
            for (int bit = 0; bit < 8; bit++) {
                checksum = checksum << 1 ^ ((checksum & 0x8000) == 0 ? 0 : 0x1021);
            }
        }
        byte[] expected = {(byte) (checksum >> 8), (byte) checksum};
        assertThat(token.last(2, 0)).isEqualTo(expected);
    }

    @Test
    void isSignedWithTheKey() throws Exception {
        ForeignToken token = begin(BARRIER_HMAC_KEY, "a key");
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("a key".getBytes("UTF-8"), "HmacSHA256"));
        byte[] signature = mac.doFinal(token.before(16 + 2));
        assertThat(token.signed).isTrue();
        assertThat(token.last(16, 2)).isEqualTo(Arrays.copyOf(signature, 16));
    }

    @Test
    void hasTheRowThatIsThereAfterTheCommit() throws SQLException {
        ForeignToken token = begin(BARRIER_STRATEGY, "unique_key");
        String row = token.row().toString();
        assertThat(token.remaining()).isEqualTo(2);
        assertThat(answer(BarrierPage.sql("where id in (?)"), row)).isNull();
        session.getTransaction().commit();
        assertThat(answer(BarrierPage.sql("where id in (?)"), row)).isEqualTo(row);
    }

    @Test
    void isOfTheDatabaseWhoseNumberIsInTheTable() throws SQLException {
        factory.with(BARRIER_CREATE_TABLE, "never")
                .with(BARRIER_STRATEGY, "unique_key")
                .get();
        try (Connection connection = factory.database().getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : BarrierPage.sql("create table").split(";")) {
                statement.execute(sql);
            }
        }
        assertThat(begin(BARRIER_STRATEGY, "unique_key").database).isEqualTo(4711);
    }

    @Test
    void countsAsDecidedOutsideATransaction() {
        session = factory.open();
        ForeignToken token = new ForeignToken(AfterCommit.of(session).token().value());
        assertThat(token.kind).isZero();
        assertThat(token.last(1, 2)).containsExactly(1);
    }

    private ForeignToken begin(String setting, String value) {
        session = factory.with(setting, value).open();
        session.beginTransaction();
        return new ForeignToken(AfterCommit.of(session).token().value());
    }

    private String answer(String sql, String argument) throws SQLException {
        try (Connection connection = factory.database().getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, argument);
            ResultSet result = statement.executeQuery();
            return result.next() ? result.getString(1) : null;
        }
    }
}
