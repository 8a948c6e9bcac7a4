package skein.core.memory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Small and huge pages, by what they cost. */
class PageChoiceTest {
  private static final long BYTES = 2L << 20;

  private final PageChoice choice = new PageChoice();

  @Test
  void shouldStayWithHugePagesWhileTheyAreCheap() {
    assertThat(choice.huge()).isFalse();
    choice.took(false, 700_000, BYTES);
    for (int i = 0; i < 1_000; i++) {
      assertThat(choice.huge()).as("mapping %d", i).isTrue();
      choice.took(true, 200_000, BYTES);
    }
  }

  @Test
  void shouldTryDearOnesMoreAndMoreSeldom() {
    choice.took(false, 700_000, BYTES);
    int tried = 0;
    for (int i = 0; i < 10_000; i++) {
      boolean huge = choice.huge();
      tried += huge ? 1 : 0;
      choice.took(huge, huge ? 2_500_000 : 700_000, BYTES);
    }
    assertThat(tried).isBetween(10, 30);
  }

  @Test
  void shouldComeBackToHugePagesWhenTheyAreCheapAgain() {
    choice.took(false, 700_000, BYTES);
    assertThat(choice.huge()).isTrue();
    choice.took(true, 2_500_000, BYTES);
    assertThat(choice.huge()).isFalse();
    choice.took(false, 700_000, BYTES);
    int small = 0;
    while (!choice.huge()) {
      choice.took(false, 700_000, BYTES);
      small++;
      assertThat(small).isLessThan(100);
    }
    choice.took(true, 200_000, BYTES);
    assertThat(choice.huge()).isTrue();
  }
}
