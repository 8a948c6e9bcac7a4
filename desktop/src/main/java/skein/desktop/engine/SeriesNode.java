package skein.desktop.engine;

import com.badlogic.ashley.core.Engine;
import com.badlogic.ashley.core.Entity;
import org.jspecify.annotations.Nullable;
import skein.components.SeriesComponent;
import skein.core.aggregate.Aggregator;
import skein.core.block.SlabSet;
import skein.core.line.LineLoader;
import skein.core.line.LineSet;
import skein.core.select.SelectionService;

/** A series in the engine: its entity, and what answers about it. Any number of plots show it. */
final class SeriesNode {
  private final SeriesComponent series = new SeriesComponent();
  private final Entity entity = new Entity();
  private @Nullable SelectionService answers;
  private @Nullable SeriesRequest request;

  /** A node without rows, for plots that show nothing yet. */
  SeriesNode(Engine engine) {
    entity.add(series);
    engine.addEntity(entity);
  }

  /** Takes over a series whose load has begun. */
  SeriesNode(Engine engine, OpenedSeries opened) {
    this(engine);
    request = opened.request();
    series.name = opened.name();
    series.source = opened.source();
    series.projection = opened.projection();
    series.loader = opened.loader();
    series.lookup = opened.lookup();
    LineLoader lines = opened.lines();
    if (lines != null) {
      series.lines = new LineSet(lines);
    } else {
      series.slabs = new SlabSet(opened.projection().colourMode());
    }
    answers = opened.source().selections(opened.projection());
    series.brushes.channels(opened.projection().channels(), opened.projection().firstChannel());
    opened.request().filtering().brush(series.brushes);
  }

  /** Takes the ranges that another series of the same columns has. */
  void brushAs(SeriesNode other) {
    series.brushes.keep(other.series.brushes);
  }

  SeriesComponent series() {
    return series;
  }

  /** What was asked for, or null while nothing is shown. */
  @Nullable SeriesRequest request() {
    return request;
  }

  /** Answers about selections of its rows, or null while nothing is shown. */
  @Nullable SelectionService answers() {
    return answers;
  }

  /** Takes the series out of the engine; what it held is closed by the worker. */
  void retire(Engine engine, Aggregator aggregator, SeriesWorker worker) {
    SlabSet slabs = series.slabs;
    SlabSet incoming = series.incoming;
    if (slabs != null) {
      aggregator.forget(slabs);
    }
    if (incoming != null) {
      aggregator.forget(incoming);
    }
    engine.removeEntity(entity);
    if (answers != null) {
      answers.cancel();
    }
    worker.retire(series, answers);
    answers = null;
  }
}
