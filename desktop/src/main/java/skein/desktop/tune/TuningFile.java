package skein.desktop.tune;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import skein.core.export.WholeFile;
import skein.core.fault.SkeinException;

/** The file in which a machine's measurements are kept from start to start. */
public final class TuningFile {
  private static final Logger LOG = LoggerFactory.getLogger(TuningFile.class);

  private final Path file;

  /**
   * @param folder of caches
   */
  public TuningFile(Path folder) {
    this.file = folder.resolve("tuning.json");
  }

  public Path path() {
    return file;
  }

  /**
   * What is kept for a machine; else measures and keeps it.
   *
   * @param say told in a line when a file is there that is of no use
   */
  Tuning get(String key, Supplier<Tuning> measure, Consumer<String> say) {
    if (Files.exists(file)) {
      Tuning held = read();
      if (held != null && held.key().equals(key)) {
        return held;
      }
      say.accept(
          held == null
              ? file + " is damaged, the machine is measured again"
              : file + " is of another machine, GPU or version, this one is measured");
    }
    return measured(measure);
  }

  /** Measures and keeps. */
  Tuning measured(Supplier<Tuning> measure) {
    Tuning made = measure.get();
    try {
      WholeFile.write(
          file,
          "the measurements of this machine",
          out ->
              out.write(
                  new ObjectMapper()
                      .writerWithDefaultPrettyPrinter()
                      .writeValueAsBytes(made.json())));
    } catch (SkeinException e) {
      LOG.info("{}", e.getMessage());
    }
    return made;
  }

  private @Nullable Tuning read() {
    try {
      return Tuning.read(new ObjectMapper().readTree(Files.readAllBytes(file)));
    } catch (JacksonException e) {
      return null;
    } catch (IOException e) {
      LOG.info("reading {}", file, e);
      return null;
    }
  }
}
