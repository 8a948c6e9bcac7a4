package skein.perf.gpu;

import skein.core.gpu.GpuContext;
import skein.core.gpu.KernelTuning;

/** Ways to count that are compared with the standard one. */
enum KernelVariant {
  STANDARD,
  /** Tiny boxes by copies of the box in shared memory. */
  COPIES,
  /** Tiny boxes as all others, one box in shared memory. */
  PLAIN,
  BYTES_128,
  BYTES_128_CELLS,
  ATOMIC_BYTES,
  TWO_LOADS;

  KernelTuning tuning(GpuContext context) {
    KernelTuning standard = KernelTuning.standard(context);
    return switch (this) {
      case STANDARD -> standard;
      case COPIES -> standard.with(KernelTuning.Tiny.COPIES, 64, 256);
      case PLAIN -> standard.with(KernelTuning.Tiny.COPIES, 64, 256).with(2, 0);
      case BYTES_128 -> standard.with(KernelTuning.Tiny.BYTES, 64, 128);
      case BYTES_128_CELLS -> standard.with(KernelTuning.Tiny.BYTES, 128, 128);
      case ATOMIC_BYTES -> standard.with(KernelTuning.Tiny.ATOMIC_BYTES, 64, 256);
      case TWO_LOADS -> standard.with(2, standard.copies());
    };
  }
}
