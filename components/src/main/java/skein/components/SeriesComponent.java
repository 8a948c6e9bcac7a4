package skein.components;

import com.badlogic.ashley.core.Component;
import org.jspecify.annotations.Nullable;
import skein.core.block.SeriesOrigin;
import skein.core.block.SlabSet;
import skein.core.channel.Brushes;
import skein.core.fault.SkeinException;
import skein.core.line.LineBrushing;
import skein.core.line.LineSet;
import skein.core.load.SlabLoader;
import skein.core.lod.CountPyramid;
import skein.core.query.RowLookup;
import skein.core.residency.ResidentSet;
import skein.core.source.DataSource;
import skein.core.source.Projection;

/**
 * One data series: where its rows come from and the blocks that are here. It has an entity of its
 * own, which takes rows in and uploads them, and is shared by the entities of all views over it.
 */
public final class SeriesComponent implements Component {
  /** For people: the file's or table's name. */
  public String name = "";

  public @Nullable DataSource source;
  public @Nullable Projection projection;
  public @Nullable SlabLoader loader;

  /** The load of the series that will take this one's place once it has ended; null while none. */
  public @Nullable SlabLoader next;

  public @Nullable RowLookup lookup;

  /** Ranges that rows have to be in to be shown, and the columns they can be filtered by. */
  public final Brushes brushes = new Brushes();

  /** Known with the first row. */
  public @Nullable SeriesOrigin origin;

  /** The generation that is drawn. */
  public @Nullable SlabSet slabs;

  /** The clustered generation on its way to the aggregator, until it replaces {@link #slabs}. */
  public @Nullable SlabSet incoming;

  /** Its rows where they are drawn as lines, else null; owned by the series. */
  public @Nullable LineSet lines;

  /** Finds the rows of lines that pass the brushes; null until there are channels to pass. */
  public @Nullable LineBrushing brushing;

  /** The rows of {@link #lines} that passed when last found; null for all. */
  public @Nullable LineSet passing;

  /** Version of the brushes' filter that {@link #passing} is of. */
  public long passingOf = -1;

  /** Version of the filter whose rows could not be found; not tried again. */
  public long failedOf = -1;

  /** Counts on levels of halving resolution, or null while there are none. */
  public @Nullable CountPyramid pyramid;

  /** True when the loader owns {@link #pyramid}. */
  public boolean pyramidLent;

  /** The slabs whose pyramid was asked for. */
  public @Nullable SlabSet pyramidOf;

  /** Brings the blocks of a mapped index here; null when they are in memory anyway. */
  public @Nullable ResidentSet residents;

  /** Why the series is not (wholly) here; shown as a banner in the plot. */
  public @Nullable SkeinException failure;

  /** Grows by one each time rows are added or replaced, so that views know to count again. */
  public long revision;
}
