package skein.perf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.RunnerException;

/**
 * The only test that looks at the clock: ratios of like work in one run, the least of several
 * tries, against a limit that no noise reaches. What is nearer is for {@code Smoke --strict} on a
 * quiet machine.
 */
class SmokeTest {
  @Test
  void shouldRunEachBenchmark() throws RunnerException {
    assertThat(Smoke.runBenchmarksOnce()).isGreaterThanOrEqualTo(24);
  }

  @Test
  void shouldNotBeManyTimesSlowerThanStored() throws IOException {
    assertThat(Smoke.failures(Path.of("smoke.json"))).isEmpty();
  }
}
