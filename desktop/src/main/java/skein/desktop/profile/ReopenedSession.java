package skein.desktop.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import skein.core.budget.BudgetWatch;
import skein.core.memory.MemoryLedger;
import skein.core.profile.Capture;
import skein.core.profile.FrameSpan;
import skein.core.profile.ZoneStats;
import skein.core.session.SavedRun;
import skein.core.session.SessionFile;
import skein.core.session.SessionReader;

/** A session file read again: for the panel, as a table, as the files that a flight leaves. */
public final class ReopenedSession implements AutoCloseable {
  private final SavedRun run;
  private final SessionFacts facts;
  private final FrameSpan span;

  private ReopenedSession(SavedRun run, SessionFacts facts, FrameSpan span) {
    this.run = run;
    this.facts = facts;
    this.span = span;
  }

  /**
   * Reads a session; its memory is booked in the ledger until it is closed.
   *
   * @throws skein.core.fault.SkeinException when there is no such file, it is damaged, or no
   *     session
   */
  public static ReopenedSession open(Path path, MemoryLedger ledger) {
    SessionFile file = SessionReader.read(path, ledger);
    try {
      String name = nameOf(path.toAbsolutePath());
      SessionFacts facts = SessionFacts.of(file.facts(), name);
      FrameSpan span = new FrameSpan(file.capture().frames(), facts.first(), facts.end());
      BudgetWatch budgets = BudgetAudit.of(facts.limits(), span, file.capture(), facts.hitRate());
      JsonNode recorded =
          new ProfileReport(span, file.capture())
              .recorded(new ObjectMapper().createObjectNode(), budgets);
      SavedRun run =
          new SavedRun(
              path,
              name,
              facts.about().isEmpty() ? facts.title() : facts.title() + ", " + facts.about(),
              file,
              span,
              stats(file.capture(), span),
              facts.memory(ProfileReport.SIDES.getFirst()),
              facts.memory(ProfileReport.SIDES.getLast()),
              budgets,
              Totals.read(recorded, file.facts().path("report")));
      return new ReopenedSession(run, facts, span);
    } catch (RuntimeException e) {
      file.close();
      throw e;
    }
  }

  /** With the folder, since most are named alike. */
  private static String nameOf(Path path) {
    int names = path.getNameCount();
    return path.subpath(Math.max(0, names - 2), names).toString();
  }

  private static List<ZoneStats> stats(Capture capture, FrameSpan span) {
    List<ZoneStats> out = new ArrayList<>();
    for (Capture.Track track : capture.tracks()) {
      ZoneStats stats = new ZoneStats();
      track.history().between(span.startNanos(), span.endNanos(), stats);
      out.add(stats);
    }
    return out;
  }

  /** What panels show of it; closed with this. */
  public SavedRun run() {
    return run;
  }

  /** The numbers: those of the flight, if one was flown, with what the recording tells. */
  ObjectNode report() {
    ProfileReport told = new ProfileReport(span, run.capture());
    ObjectNode flown = facts.report();
    ObjectNode root =
        flown != null ? flown.deepCopy() : told.base(new ObjectMapper().createObjectNode());
    return told.recorded(root, run.budgets());
  }

  /** For people. */
  public List<String> text() {
    return SessionText.lines(facts, report());
  }

  /** What changed since another session, for people; zones that changed for certain. */
  public List<String> against(ReopenedSession before) {
    return ComparisonText.lines(before.run, run);
  }

  /**
   * Writes report, page, trace, table of frames and JFR recording anew.
   *
   * @throws skein.core.fault.SkeinException when one cannot be written
   */
  public void rewrite(Path folder) {
    ObjectNode report = report();
    ObjectNode compared = report.path("baseline") instanceof ObjectNode rows ? rows : null;
    new ProfileFiles(
            facts.title(), facts.about(), run.capture(), span, report, compared, facts.machine())
        .write(folder);
    SessionReader.extractRecording(run.path(), folder.resolve(ProfileFiles.RECORDING));
  }

  @Override
  public void close() {
    run.close();
  }
}
