package skein.core.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Buffers and their books. */
@ExtendWith(NoLeaks.class)
class HostBufferTest {
  @Test
  void shouldBookItsBytesUntilClosed(MemoryLedger ledger) {
    HostBuffer a = new HostBuffer(ledger, "a", 100);
    try (HostBuffer b = new HostBuffer(ledger, "b", 50)) {
      assertThat(b.bytes()).isEqualTo(50);
      assertThat(ledger.totalBytes()).isEqualTo(150);
      assertThat(ledger.liveObjects()).isEqualTo(2);
      assertThat(ledger.snapshot()).containsEntry("a", 100L).containsEntry("b", 50L);
    }
    a.close();
    a.close();
    assertThat(ledger.totalBytes()).isZero();
    assertThat(ledger.peakBytes()).isEqualTo(150);
    assertThat(ledger.bytes("nobody")).isZero();
  }

  @Test
  void shouldBeZeroedAlignedAndDeadAfterClose(MemoryLedger ledger) {
    HostBuffer buffer = new HostBuffer(ledger, "a", 4_096);
    MemorySegment segment = buffer.segment();
    assertThat(segment.address() % 64).isZero();
    for (int i = 0; i < 4_096; i++) {
      assertThat(segment.get(ValueLayout.JAVA_BYTE, i)).isZero();
    }
    buffer.close();
    assertThatThrownBy(() -> segment.get(ValueLayout.JAVA_BYTE, 0))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void shouldBeZeroedAndDeadAfterCloseWhenMappedAtOnce(MemoryLedger ledger) {
    for (long bytes : new long[] {100, MappedMemory.SMALLEST, (3L << 20) + 12}) {
      HostBuffer buffer = HostBuffer.toFill(ledger, "a", bytes);
      MemorySegment segment = buffer.segment();
      assertThat(segment.address() % 64).isZero();
      assertThat(segment.byteSize()).isEqualTo(bytes);
      assertThat(ledger.bytes("a")).isEqualTo(bytes);
      assertThat(segment.mismatch(MemorySegment.ofArray(new byte[(int) bytes]))).isEqualTo(-1);
      segment.fill((byte) 7);
      assertThat(segment.get(ValueLayout.JAVA_BYTE, bytes - 1)).isEqualTo((byte) 7);
      buffer.close();
      buffer.close();
      assertThatThrownBy(() -> segment.get(ValueLayout.JAVA_BYTE, 0))
          .isInstanceOf(IllegalStateException.class);
    }
    assertThatThrownBy(() -> HostBuffer.toFill(ledger, "a", 1L << 60))
        .isInstanceOf(OutOfMemoryError.class);
    assertThat(ledger.totalBytes()).isZero();
  }

  @Test
  void shouldBookNothingWhenMemoryIsMissing(MemoryLedger ledger) {
    assertThatThrownBy(() -> new HostBuffer(ledger, "a", 1L << 60))
        .isInstanceOf(OutOfMemoryError.class);
    assertThat(ledger.totalBytes()).isZero();
  }

  @Test
  void shouldRefuseToCloseWhatWasNeverOpened(MemoryLedger ledger) {
    assertThatThrownBy(() -> ledger.close("x", 1)).isInstanceOf(IllegalStateException.class);
    ledger.open("y", 1);
    ledger.close("y", 1);
    assertThatThrownBy(() -> ledger.close("y", 1)).isInstanceOf(IllegalStateException.class);
  }
}
