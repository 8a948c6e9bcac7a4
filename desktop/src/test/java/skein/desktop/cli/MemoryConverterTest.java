package skein.desktop.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;
import skein.core.residency.HostBudget;
import skein.desktop.engine.IndexWish;
import skein.desktop.engine.MemoryLimits;

class MemoryConverterTest {
  @ParameterizedTest
  @CsvSource({
    "2G, 2147483648",
    "512m, 536870912",
    "1.5GiB, 1610612736",
    "3000000000, 3000000000",
    "1048576b, 1048576",
    "2 MB, 2097152"
  })
  void shouldReadBytes(String text, long bytes) {
    assertThat(new MemoryConverter().convert(text).bytes()).isEqualTo(bytes);
  }

  @Test
  void shouldReadAShare() {
    assertThat(new MemoryConverter().convert("12.5%").share()).isEqualTo(0.125);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "G", "-1G", "1000", "0%", "101%", "2X", "1e9", "999999999T"})
  void shouldSayWhyItIsNoAmount(String text) {
    assertThatThrownBy(() -> new MemoryConverter().convert(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContaining("'" + text + "'")
        .hasMessageNotContaining("\n");
  }

  /** Rows that would not fit into memory while they are loaded are indexed. */
  @Test
  void shouldIndexFromFewerRowsOnWithLessMemory() {
    MemoryLimits small = new MemoryLimits(new MemoryConverter().convert("100M"), null);
    assertThat(small.suited(IndexWish.DEFAULT).rows()).isEqualTo((100L << 20) / 20);
    assertThat(small.suited(new IndexWish(1_000, null)).rows()).isEqualTo(1_000);
    assertThat(MemoryLimits.DEFAULT.suited(IndexWish.DEFAULT)).isEqualTo(IndexWish.DEFAULT);
  }

  @Test
  void shouldTellTheBudgetOfTheProcess() {
    assertThat(MemoryLimits.DEFAULT.processBytes()).isEqualTo(HostBudget.machineBytes());
    MemoryLimits limits = new MemoryLimits(null, null, new MemoryConverter().convert("100M"));
    assertThat(limits.processBytes()).isEqualTo(100L << 20);
  }
}
