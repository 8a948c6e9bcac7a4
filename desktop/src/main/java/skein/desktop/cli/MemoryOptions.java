package skein.desktop.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import skein.desktop.engine.MemoryAmount;
import skein.desktop.engine.MemoryLimits;

/** Options that say how much memory blocks may take. */
final class MemoryOptions {
  @Option(
      names = "--memory",
      paramLabel = "AMOUNT",
      converter = MemoryConverter.class,
      description =
          "Memory that indexed rows may take at a time: 2G, 512M or 25%%; half of it by default.")
  @Nullable MemoryAmount memory;

  @Option(
      names = "--gpu-memory",
      paramLabel = "AMOUNT",
      converter = MemoryConverter.class,
      description = "The same of the GPU's memory.")
  @Nullable MemoryAmount gpuMemory;

  @Option(
      names = "--process-memory",
      paramLabel = "AMOUNT",
      converter = MemoryConverter.class,
      description =
          "Memory that the program may take in all: from 95%% of it on caches let go; by default"
              + " the machine's.")
  @Nullable MemoryAmount processMemory;

  MemoryLimits limits() {
    return new MemoryLimits(memory, gpuMemory, processMemory);
  }
}
