package skein.core.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import skein.core.memory.MemoryLedger;
import skein.core.source.ColourMode;

class GridSpecTest {
  private static GridSpec example() {
    return new GridSpec(7, 5, -1, 2, 3, 9, ColourMode.MEAN);
  }

  @Test
  void equalsByValue() {
    GridSpec spec = example();
    GridSpec copy = new GridSpec();
    assertThat(copy).isNotEqualTo(spec);
    copy.set(spec);
    assertThat(copy).isEqualTo(spec).hasSameHashCodeAs(spec);
    assertThat(spec)
        .isNotEqualTo(new GridSpec(8, 5, -1, 2, 3, 9, ColourMode.MEAN))
        .isNotEqualTo(new GridSpec(7, 6, -1, 2, 3, 9, ColourMode.MEAN))
        .isNotEqualTo(new GridSpec(7, 5, 0, 2, 3, 9, ColourMode.MEAN))
        .isNotEqualTo(new GridSpec(7, 5, -1, 3, 3, 9, ColourMode.MEAN))
        .isNotEqualTo(new GridSpec(7, 5, -1, 2, 4, 9, ColourMode.MEAN))
        .isNotEqualTo(new GridSpec(7, 5, -1, 2, 3, 8, ColourMode.MEAN))
        .isNotEqualTo(new GridSpec(7, 5, -1, 2, 3, 9, ColourMode.COUNT));
  }

  @Test
  void keepsItsValuesWhenNewOnesAreRefused() {
    GridSpec spec = example();
    assertThatThrownBy(() -> spec.set(0, 5, 0, 1, 0, 1, ColourMode.COUNT))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> spec.set(7, 5, 1, 1, 0, 1, ColourMode.COUNT))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> spec.set(7, 5, 0, Double.NaN, 0, 1, ColourMode.COUNT))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(spec).isEqualTo(example());
  }

  @Test
  void aGridKeepsItsOwn() {
    try (CpuAggregator aggregator = new CpuAggregator(new MemoryLedger(), 1);
        CpuGrid one = aggregator.createGrid("one");
        CpuGrid two = aggregator.createGrid("two")) {
      GridSpec wanted = example();
      aggregator.restart(one, wanted);
      aggregator.restart(two, wanted);
      wanted.set(1, 1, 0, 1, 0, 1, ColourMode.COUNT);
      assertThat(one.spec()).isEqualTo(example());
      aggregator.restart(two, wanted);
      assertThat(one.spec()).isEqualTo(example());
      assertThat(two.spec()).isEqualTo(wanted);
    }
  }
}
