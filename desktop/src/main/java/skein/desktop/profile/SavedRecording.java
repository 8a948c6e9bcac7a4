package skein.desktop.profile;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import skein.core.budget.Budgets;
import skein.core.memory.MemoryLedger;
import skein.core.profile.Capture;
import skein.core.profile.FrameSpan;
import skein.core.profile.LiveRecording;
import skein.core.session.FrameCsv;
import skein.core.session.SavedRun;
import skein.core.session.SessionFile;
import skein.core.session.SessionWriter;
import skein.core.session.TraceWriter;
import skein.systems.overlay.ProfileCommands.Export;

/** What the panel shows on its way into a file. Made by the render thread, written by another. */
public final class SavedRecording implements AutoCloseable {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

  private final SessionFile recording;
  private final FrameSpan span;
  private final boolean owned;

  private SavedRecording(SessionFile recording, FrameSpan span, boolean owned) {
    this.recording = recording;
    this.span = span;
    this.owned = owned;
  }

  /** A session that stays open until this is written. */
  public static SavedRecording of(SavedRun opened) {
    return new SavedRecording(opened.file(), opened.span(), false);
  }

  /** A copy of what is recorded by now, booked in the ledger until this is closed. */
  public static SavedRecording of(LiveRecording live, Budgets limits, MemoryLedger ledger) {
    Capture copy = live.copy(ledger);
    FrameSpan span = new FrameSpan(copy.frames(), 0, Long.MAX_VALUE);
    ObjectNode facts =
        new SessionFacts(
                "recorded in a window",
                "",
                MachineFacts.now(),
                span.first(),
                span.end(),
                limits,
                null)
            .json();
    return new SavedRecording(new SessionFile(copy, facts), span, true);
  }

  /**
   * Writes it into the working folder under a name of its own.
   *
   * @throws skein.core.fault.SkeinException when the file cannot be written
   */
  public Path write(Export as) {
    String stamp = "skein-" + LocalDateTime.now(ZoneId.systemDefault()).format(STAMP);
    Capture capture = recording.capture();
    Path file =
        switch (as) {
          case SESSION -> Path.of(stamp + SessionFile.SUFFIX);
          case TRACE -> Path.of(stamp + ".trace.json");
          case TABLE -> Path.of(stamp + ".csv");
        };
    switch (as) {
      case SESSION -> SessionWriter.write(file, capture, recording.facts());
      case TRACE -> TraceWriter.write(file, capture);
      case TABLE -> FrameCsv.write(file, capture.frames(), span.first(), span.end());
    }
    return file;
  }

  @Override
  public void close() {
    if (owned) {
      recording.close();
    }
  }
}
