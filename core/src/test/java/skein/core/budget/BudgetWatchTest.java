package skein.core.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import skein.core.fault.SkeinException;

/** Limits from files, and what is counted and told when they are broken. */
class BudgetWatchTest {
  @Test
  void shouldTellABreakOnceWhileItLasts() {
    List<String> told = new ArrayList<>();
    BudgetWatch watch =
        new BudgetWatch(Budgets.usual(), (budget, value) -> told.add(budget.name() + " " + value));
    int frame = watch.place(Budgets.FRAME);
    int hits = watch.place(Budgets.HIT_RATE);
    long second = 1_000_000_000L;
    watch.check(frame, 16, 0);
    watch.check(frame, 20, second);
    watch.check(frame, 16, 2 * second);
    watch.check(frame, 25, 3 * second);
    watch.check(frame, 21, 4 * second);
    assertThat(watch.broken(frame, 5 * second)).isTrue();
    assertThat(watch.nextBroken(0, 5 * second)).isEqualTo(frame);
    assertThat(watch.nextBroken(frame + 1, 5 * second)).isEqualTo(-1);
    assertThat(watch.newest(frame)).isEqualTo(21);
    assertThat(watch.newest(hits)).isNaN();
    watch.check(frame, 16, 7 * second);
    assertThat(watch.broken(frame, 7 * second)).isFalse();
    assertThat(watch.nextBroken(0, 7 * second)).isEqualTo(-1);
    watch.check(frame, 18, 8 * second);
    watch.check(hits, 0.9, second);
    watch.check(hits, Double.NaN, second);
    watch.check(hits, 0.5, second);
    watch.check(hits, 0.7, second);
    watch.check(watch.place("unknown"), 1e9, second);
    assertThat(told).containsExactly("frame 20.0", "frame 18.0", "hitRate 0.5");
    assertThat(watch.violations())
        .extracting(v -> v.budget().name(), BudgetWatch.Violation::worst, v -> v.count())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("frame", 25.0, 4L),
            org.assertj.core.groups.Tuple.tuple("hitRate", 0.5, 2L));
  }

  @Test
  void shouldTakeLimitsFromAFile(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("b.json");
    Files.writeString(file, "{\"frame\": 33.3, \"query\": null, \"hitRate\": 0.95}");
    Budgets read = Budgets.read(file);
    assertThat(read.all()).hasSize(Budgets.usual().all().size() - 1);
    assertThat(read.all()).contains(new Budget("frame", "ms", 33.3, false));
    assertThat(read.all()).contains(new Budget("hitRate", "share", 0.95, true));
    assertThat(read.all()).noneMatch(b -> b.name().equals("query"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "[]", "{", "{\"frames\": 1}", "{\"frame\": \"x\"}", "{\"frame\": -1}"})
  void shouldRefuseAFileThatSaysNoLimits(String text, @TempDir Path folder) throws Exception {
    Path file = folder.resolve("b.json");
    Files.writeString(file, text);
    assertThatThrownBy(() -> Budgets.read(file))
        .isInstanceOf(SkeinException.class)
        .hasMessageContaining("b.json");
    assertThatThrownBy(() -> Budgets.read(folder.resolve("none.json")))
        .isInstanceOf(SkeinException.class);
  }
}
