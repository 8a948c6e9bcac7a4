package skein.perf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.RunnerException;

/**
 * The only test that looks at a clock: ratios of the processor time of like work, in JVMs of their
 * own, where the cheapest of many slices agree.
 */
class SmokeTest {
  @Test
  void shouldRunEachBenchmark() throws RunnerException {
    assertThat(Smoke.runBenchmarksOnce()).isGreaterThanOrEqualTo(24);
  }

  @Test
  void shouldNotBeSlowerThanStored() throws IOException {
    assertThat(Smoke.failures(Path.of("smoke.json"))).isEmpty();
  }
}
