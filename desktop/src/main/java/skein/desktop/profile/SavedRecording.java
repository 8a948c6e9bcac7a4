package skein.desktop.profile;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import skein.components.FrameComponent;
import skein.core.budget.Budgets;
import skein.core.export.WholeFile;
import skein.core.fault.SkeinException;
import skein.core.load.SlabLoader;
import skein.core.profile.Capture;
import skein.core.profile.FrameSpan;
import skein.core.profile.JvmWatch;
import skein.core.profile.LiveRecording;
import skein.core.session.FrameCsv;
import skein.core.session.RunTotals;
import skein.core.session.SavedRun;
import skein.core.session.SessionFile;
import skein.core.session.SessionReader;
import skein.core.session.SessionWriter;
import skein.core.session.TraceWriter;
import skein.systems.overlay.ProfileCommands.Export;

/** What the panel shows on its way into a file. Made by the render thread, written by another. */
public final class SavedRecording implements AutoCloseable {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

  /** What is known of a recording that is still made. */
  private record Live(
      Budgets limits, FrameComponent frame, RunTotals totals, @Nullable JvmWatch watch) {}

  private final Capture capture;
  private final FrameSpan span;
  private final @Nullable SavedRun opened;
  private final @Nullable Live live;

  private SavedRecording(
      Capture capture, FrameSpan span, @Nullable SavedRun opened, @Nullable Live live) {
    this.capture = capture;
    this.span = span;
    this.opened = opened;
    this.live = live;
  }

  /** A session that stays open until this is written. */
  public static SavedRecording of(SavedRun opened) {
    return new SavedRecording(opened.capture(), opened.span(), opened, null);
  }

  /** A copy of what is recorded by now, booked on the host until this is closed. */
  public static SavedRecording of(
      LiveRecording live, Budgets limits, FrameComponent frame, @Nullable SlabLoader loader) {
    Capture copy = live.copy(frame.host);
    FrameSpan span = new FrameSpan(copy.frames(), 0, Long.MAX_VALUE);
    RunTotals totals = Totals.of(live.watch(), loader, frame.stages, frame.blockHitRate);
    return new SavedRecording(copy, span, null, new Live(limits, frame, totals, live.watch()));
  }

  /**
   * Writes it into a folder under a name of its own.
   *
   * @throws skein.core.fault.SkeinException when the file cannot be written
   */
  public Path write(Export as, Path folder) {
    String stamp = "skein-" + LocalDateTime.now(ZoneId.systemDefault()).format(STAMP);
    Path file =
        switch (as) {
          case SESSION -> folder.resolve(stamp + SessionFile.SUFFIX);
          case TRACE -> folder.resolve(stamp + ".trace.json");
          case TABLE -> folder.resolve(stamp + ".csv");
          case FLIGHT_RECORDING -> folder.resolve(stamp + ".jfr");
        };
    switch (as) {
      case SESSION -> writeSession(file);
      case FLIGHT_RECORDING -> writeFlightRecording(file);
      case TRACE -> TraceWriter.write(file, capture);
      case TABLE -> FrameCsv.write(file, capture.frames(), span.first(), span.end());
    }
    return file;
  }

  private void writeSession(Path file) {
    SavedRun from = opened;
    Live made = live;
    if (from != null) {
      WholeFile.write(file, "the session", out -> Files.copy(from.path(), out));
    } else if (made != null) {
      Path recorded = file.resolveSibling(file.getFileName() + ".jfr.part");
      boolean watched = made.watch != null && dumped(made.watch, recorded);
      try {
        SessionWriter.write(file, capture, facts(made), watched ? recorded : null);
      } finally {
        recorded.toFile().delete();
      }
    }
  }

  /** A watch that has ended gives no recording, which takes nothing from the session. */
  private static boolean dumped(JvmWatch watch, Path file) {
    try {
      watch.dump(file);
      return true;
    } catch (SkeinException e) {
      return false;
    }
  }

  private ObjectNode facts(Live made) {
    ProfileReport told = new ProfileReport(span, capture);
    ObjectNode report =
        told.whole(
            told.base(new ObjectMapper().createObjectNode()),
            BudgetAudit.of(made.limits, span, capture, Double.NaN),
            List.of(made.frame.host, made.frame.gpu),
            made.frame.memory,
            made.totals);
    String title = "recorded in a window";
    return new SessionFacts(
            title, "", MachineFacts.now(), span.first(), span.end(), made.limits, report)
        .json();
  }

  private void writeFlightRecording(Path file) {
    SavedRun from = opened;
    JvmWatch watch = live == null ? null : live.watch;
    if (watch != null) {
      watch.dump(file);
    } else if (from == null || !SessionReader.extractRecording(from.path(), file)) {
      throw SkeinException.input(
          "flight recording",
          "the JVM was not watched",
          "wait a second after opening the profiler");
    }
  }

  @Override
  public void close() {
    if (opened == null) {
      capture.free();
    }
  }
}
