package skein.core.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlFaultsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Invalid Input Error: TProtocolException: Invalid data | its metadata are damaged
          IO Error: don't know what type: | don't know what type:
          Parser Error: syntax error at or near "x" | syntax error at or near "x"
          """)
  void keepsTheHelpfulPart(String thrown, String reason) {
    assertThat(SqlFaults.reason(new SQLException(thrown))).isEqualTo(reason);
  }
}
