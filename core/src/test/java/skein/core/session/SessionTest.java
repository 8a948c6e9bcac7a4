package skein.core.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import skein.core.fault.SkeinException;
import skein.core.memory.MemoryLedger;
import skein.core.memory.NoLeaks;

/** What is written is what is read; what is damaged is said to be. */
@ExtendWith(NoLeaks.class)
class SessionTest {
  @Test
  void shouldReadWhatWasWritten(@TempDir Path folder, MemoryLedger ledger) {
    Path file = folder.resolve("a.skeinprof");
    try (SessionFile session = Captures.random(1, 40_000, ledger)) {
      SessionWriter.write(file, session.capture(), session.facts());
      try (SessionFile read = SessionReader.read(file, ledger)) {
        assertThat(Captures.text(read.capture())).isEqualTo(Captures.text(session.capture()));
        assertThat(read.facts()).isEqualTo(session.facts());
      }
    }
  }

  @Test
  void shouldReadASessionWithoutAnything(@TempDir Path folder, MemoryLedger ledger) {
    Path file = folder.resolve("a.skeinprof");
    try (SessionFile session = Captures.random(1, 1, ledger)) {
      session.capture().tracks().forEach(t -> t.history().clear());
      SessionWriter.write(file, session.capture(), session.facts());
      try (SessionFile read = SessionReader.read(file, ledger)) {
        assertThat(Captures.text(read.capture())).hasSize(1);
      }
    }
  }

  @Test
  void shouldSayThatAFileIsDamaged(@TempDir Path folder, MemoryLedger ledger) throws Exception {
    Path whole = folder.resolve("a.skeinprof");
    Path damaged = folder.resolve("b.skeinprof");
    String text;
    try (SessionFile session = Captures.random(2, 500, ledger)) {
      SessionWriter.write(whole, session.capture(), session.facts());
      text = Captures.text(session.capture()).toString();
    }
    byte[] bytes = Files.readAllBytes(whole);
    SplittableRandom random = new SplittableRandom(4);
    int refused = 0;
    for (int i = 0; i < 200; i++) {
      byte[] copy = bytes.clone();
      if (i % 2 == 0) {
        copy[random.nextInt(copy.length)] ^= (byte) (1 << random.nextInt(8));
      } else {
        copy = Arrays.copyOf(copy, random.nextInt(copy.length));
      }
      Files.write(damaged, copy);
      try (SessionFile read = SessionReader.read(damaged, ledger)) {
        assertThat(Captures.text(read.capture()).toString().equals(text))
            .as("round %d", i)
            .isTrue();
      } catch (SkeinException e) {
        assertThat(e.getMessage()).contains("b.skeinprof");
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(150);
    assertThatThrownBy(() -> SessionReader.read(folder, ledger))
        .isInstanceOf(SkeinException.class)
        .hasMessageContaining("no such file");
  }
}
