package skein.core.channel;

import java.util.ArrayList;
import java.util.List;
import skein.core.query.AxisSql;
import skein.core.query.SqlText;

/** Ranges of a channel as SQL over the source's columns. */
final class ChannelSql {
  private final Channel channel;

  ChannelSql(Channel channel) {
    this.channel = channel;
  }

  /** True for exactly the rows that are in a range. */
  String predicate(CodeRange range) {
    AxisSql axis = channel.axis();
    return switch (channel.kind()) {
      case WHOLE -> axis.between(channel.whole(range.from()), channel.whole(range.to() + 1) - 1);
      case REAL ->
          "("
              + axis.value()
              + " >= "
              + SqlText.real(channel.real(range.from()))
              + " AND "
              + axis.value()
              + " < "
              + SqlText.real(channel.real(range.to() + 1))
              + ")";
      case TEXT -> text(range);
    };
  }

  private String text(CodeRange range) {
    List<String> categories = channel.categories();
    String name = SqlText.name(channel.column());
    String value = "CAST(" + name + " AS VARCHAR)";
    List<String> tests = new ArrayList<>();
    List<String> named = new ArrayList<>();
    boolean open = categories.size() == Channel.MOST_CATEGORIES;
    int listed = open ? channel.places() - 1 : categories.size();
    for (int place = 0; place < listed; place++) {
      if (has(range, place)) {
        named.add(SqlText.text(categories.get(place)));
      }
    }
    if (!named.isEmpty()) {
      tests.add(value + " IN (" + String.join(", ", named) + ")");
    }
    if (open && has(range, channel.places() - 1)) {
      List<String> others = categories.subList(0, listed).stream().map(SqlText::text).toList();
      tests.add(value + " NOT IN (" + String.join(", ", others) + ")");
    }
    if (range.from() <= 0 && range.mask() != CodeRange.ALL && (range.mask() & 1) != 0) {
      tests.add(name + " IS NULL");
    }
    return tests.isEmpty() ? "false" : "(" + String.join(" OR ", tests) + ")";
  }

  private static boolean has(CodeRange range, int place) {
    return place >= range.from() && place <= range.to() && (range.mask() >>> (place + 1) & 1) != 0;
  }
}
