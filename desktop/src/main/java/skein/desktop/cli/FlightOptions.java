package skein.desktop.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import skein.core.budget.Budgets;
import skein.core.channel.ChannelRequest;
import skein.core.fault.SkeinException;
import skein.desktop.engine.AggregatorChoice.Wish;
import skein.desktop.engine.Filtering;
import skein.desktop.engine.LineWish;
import skein.desktop.engine.SeriesRequest;
import skein.desktop.flight.FlightPilot;
import skein.desktop.flight.FlightScript;

/** Options of commands that fly a script over a file. */
final class FlightOptions {
  private static final Size DEFAULT_SIZE = new Size(1280, 720);

  @Mixin SourceOptions source = new SourceOptions();
  @Mixin MemoryOptions memory = new MemoryOptions();
  @Mixin LookOptions look = new LookOptions();

  @Option(
      names = "--size",
      paramLabel = "WxH",
      converter = SizeConverter.class,
      description = "Size of the frame in pixels; by default the flight's, else 1280x720.")
  @Nullable Size size;

  @Option(names = "--aggregator", paramLabel = "WHICH", description = "gpu or cpu.")
  Wish aggregator = Wish.AUTO;

  @Option(
      names = "--warm-up",
      paramLabel = "SECONDS",
      description = "Fly for so long before measuring; 4 by default.")
  double warmUp = 4;

  @Option(
      names = "--budgets",
      paramLabel = "JSON",
      description = "Limits in place of the usual ones: {\"frame\": 16.67, \"system.draw\": null}.")
  @Nullable Path budgets;

  /** Refuses values that no flight can have; before anything is read. */
  void check() {
    if (!(warmUp >= 0 && warmUp <= 3_600)) {
      throw SkeinException.usage("--warm-up", warmUp + " is not 0 to 3600 seconds", "use 4");
    }
  }

  /** The limits in force; reads their file. */
  Budgets limits() {
    Path file = budgets;
    return file == null ? Budgets.usual() : Budgets.read(file);
  }

  /** Who flies it; {@code exact} stays at each stop until the picture is. */
  FlightPilot pilot(FlightScript script, boolean exact, Budgets limits) {
    return new FlightPilot(
        script, new FlightPilot.Manner(exact, warmUp, look.look().zone(), limits));
  }

  /**
   * The file's series with the channels that the flight's filters need. Where lines may be drawn,
   * ranges of the whole flight are there from the start: those of an index are read by them.
   */
  SeriesRequest request(String file, FlightScript script) {
    SeriesRequest asked =
        source.request(file, LineWish.Kind.SCATTER, look.look().zone(), memory.limits());
    Filtering filtering = asked.filtering().with(script.channels());
    if (asked.lines().kind() == LineWish.Kind.SCATTER) {
      return asked.withFiltering(filtering);
    }
    List<Filtering.Range> ranges = new ArrayList<>(filtering.ranges());
    for (FlightScript.Filter filter : script.steady()) {
      FlightScript.Range range = filter.range();
      if (range != null) {
        ChannelRequest.Edges edges = new ChannelRequest.Edges(range.lo(), range.hi());
        ranges.add(new Filtering.Range(filter.channel(), edges));
      }
    }
    return asked.withFiltering(new Filtering(filtering.channels(), ranges, filtering.zone()));
  }

  /** The size asked for, else the flight's, else the usual one. */
  Size frame(FlightScript script) {
    Size wanted = size;
    if (wanted != null) {
      return wanted;
    }
    return script.width() > 0 ? new Size(script.width(), script.height()) : DEFAULT_SIZE;
  }
}
