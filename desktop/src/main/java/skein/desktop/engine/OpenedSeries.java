package skein.desktop.engine;

import skein.core.load.SlabLoader;
import skein.core.query.RowLookup;
import skein.core.source.DataSource;
import skein.core.source.Projection;

/**
 * A series whose load has begun. Owned by the render thread once taken.
 *
 * @param name for people: the file's or table's name
 */
public record OpenedSeries(
    SeriesRequest request,
    String name,
    DataSource source,
    Projection projection,
    SlabLoader loader,
    RowLookup lookup) {}
