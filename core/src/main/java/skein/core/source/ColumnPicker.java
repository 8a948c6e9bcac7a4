package skein.core.source;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import skein.core.axis.AxisKind;
import skein.core.axis.AxisType;

/** Chooses the axes that a user most likely wants: places, then time and a value, then numbers. */
final class ColumnPicker {
  private static final String[][] PLACES = {
    {"lon", "lat"}, {"lng", "lat"}, {"long", "lat"}, {"longitude", "latitude"},
    {"ra", "dec"}, {"radeg", "dedeg"}, {"ra_deg", "dec_deg"}, {"easting", "northing"},
  };
  private static final String[][] PAIRS = {
    {"x", "y"}, {"pos_x", "pos_y"}, {"position_x", "position_y"}, {"px", "py"},
    {"pixel_x", "pixel_y"}, {"x_coord", "y_coord"}, {"coord_x", "coord_y"}, {"umap_1", "umap_2"},
  };
  private static final Pattern ID =
      Pattern.compile(
          "(.*[_\\s.-])?(id|ids|idx|index|key|code|zip|uuid|guid|rowid|seq|sequence|number|no|row)"
              + "|_*index_*\\w*|.*[a-z]I[dD]");

  private ColumnPicker() {}

  static ColumnPick pick(List<ColumnInfo> columns) {
    ColumnPick places = pair(columns, PLACES);
    if (places != null) {
      return places;
    }
    ColumnInfo time = first(columns, ColumnPicker::isMoment, null);
    ColumnInfo number = first(columns, c -> isNumber(c) && !isId(c), null);
    if (time != null && number != null) {
      return new ColumnPick(time.name(), number.name(), null);
    }
    ColumnPick pairs = pair(columns, PAIRS);
    if (pairs != null) {
      return pairs;
    }
    return anyTwo(columns, time, number);
  }

  private static ColumnPick anyTwo(
      List<ColumnInfo> columns, @Nullable ColumnInfo time, @Nullable ColumnInfo number) {
    ColumnInfo x = time != null ? time : number;
    ColumnInfo y = first(columns, c -> isNumber(c) && !isId(c), x);
    y = y != null ? y : first(columns, ColumnPicker::isNumber, x);
    y = y != null ? y : first(columns, c -> c.axisType() != null, x);
    if (x == null && y != null) {
      x = y;
      y = first(columns, c -> c.axisType() != null, x);
    }
    return new ColumnPick(x == null ? null : x.name(), y == null ? null : y.name(), null);
  }

  private static @Nullable ColumnPick pair(List<ColumnInfo> columns, String[][] names) {
    for (String[] pair : names) {
      ColumnInfo x = first(columns, c -> isNumber(c) && named(c, pair[0]), null);
      ColumnInfo y = first(columns, c -> isNumber(c) && named(c, pair[1]), null);
      if (x != null && y != null) {
        return new ColumnPick(x.name(), y.name(), null);
      }
    }
    return null;
  }

  private interface Test {
    boolean holds(ColumnInfo column);
  }

  private static @Nullable ColumnInfo first(
      List<ColumnInfo> columns, Test test, @Nullable ColumnInfo but) {
    for (ColumnInfo column : columns) {
      if (!column.equals(but) && test.holds(column)) {
        return column;
      }
    }
    return null;
  }

  private static boolean named(ColumnInfo column, String name) {
    return column.name().strip().equalsIgnoreCase(name);
  }

  private static boolean isMoment(ColumnInfo column) {
    AxisType type = column.axisType();
    return type != null && type.isTime() && type.kind() != AxisKind.TIME_OF_DAY;
  }

  private static boolean isNumber(ColumnInfo column) {
    AxisType type = column.axisType();
    return type != null && !type.isTime();
  }

  private static boolean isId(ColumnInfo column) {
    String name = column.name();
    return ID.matcher(name).matches() || ID.matcher(name.toLowerCase(Locale.ROOT)).matches();
  }
}
