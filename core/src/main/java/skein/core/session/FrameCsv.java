package skein.core.session;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import skein.core.export.WholeFile;
import skein.core.profile.FrameField;
import skein.core.profile.FrameLog;

/** Writes a line for each frame, a column for each {@link FrameField}; empty where not measured. */
public final class FrameCsv {
  private FrameCsv() {}

  /**
   * Writes frames of a log from {@code from} to before {@code to}.
   *
   * @throws skein.core.fault.SkeinException when the file cannot be written
   */
  public static void write(Path file, FrameLog log, long from, long to) {
    WholeFile.write(
        file,
        "the table of frames",
        out -> {
          PrintStream print = new PrintStream(out, false, StandardCharsets.US_ASCII);
          StringBuilder line = new StringBuilder();
          for (FrameField field : FrameField.values()) {
            line.append(line.isEmpty() ? "" : ",").append(field.key());
          }
          print.append(line).append('\n');
          for (long frame = from; frame < to; frame++) {
            line.setLength(0);
            for (FrameField field : FrameField.values()) {
              line.append(field == FrameField.FRAME ? "" : ",");
              long value = log.get(frame, field);
              if (value != FrameLog.UNKNOWN) {
                line.append(value);
              }
            }
            print.append(line).append('\n');
          }
          if (print.checkError()) {
            throw new java.io.IOException("the disk is full or the file went away");
          }
        });
  }
}
