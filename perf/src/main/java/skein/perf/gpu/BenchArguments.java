package skein.perf.gpu;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Arguments of a benchmark: {@code --name=value}, each with a default. Immutable. */
public final class BenchArguments {
  private final Map<String, String> given = new HashMap<>();

  /**
   * @param known names that may occur
   * @throws IllegalArgumentException for any other
   */
  public BenchArguments(String[] args, List<String> known) {
    for (String arg : args) {
      int equals = arg.indexOf('=');
      String name = arg.startsWith("--") && equals > 0 ? arg.substring(2, equals) : "";
      if (!known.contains(name)) {
        throw new IllegalArgumentException(
            "not one of --" + String.join("=, --", known) + "=: " + arg);
      }
      given.put(name, arg.substring(equals + 1));
    }
  }

  public String text(String name, String preset) {
    return given.getOrDefault(name, preset);
  }

  /** A whole number, also as 1e9. */
  public long number(String name, double preset) {
    String text = given.get(name);
    return Math.round(text == null ? preset : Double.parseDouble(text));
  }

  public List<Double> numbers(String name, String preset) {
    return Stream.of(text(name, preset).split(",")).map(Double::valueOf).toList();
  }

  /** Names in capitals, all of them for {@code all}. */
  public <E extends Enum<E>> List<E> choice(Class<E> of, String name, String preset) {
    String text = text(name, preset);
    if (text.equals("all")) {
      return List.of(of.getEnumConstants());
    }
    return Stream.of(text.split(","))
        .map(one -> Enum.valueOf(of, one.toUpperCase(Locale.ROOT).replace('-', '_')))
        .toList();
  }
}
