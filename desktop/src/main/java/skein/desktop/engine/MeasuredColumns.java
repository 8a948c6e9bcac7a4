package skein.desktop.engine;

import java.util.List;
import skein.core.source.ColumnStats;
import skein.core.source.DataSource;

/** The columns of a source, measured. */
public record MeasuredColumns(DataSource source, List<ColumnStats> columns) {}
