package skein.core.colour;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import skein.core.source.ColourMode;

/**
 * The palettes that Skein ships. A palette has one look on dark ground and one on light: sequential
 * ones run from dark to bright on dark ground and the other way round on light ground, so that much
 * always stands out from the ground. Any thread after construction.
 */
public final class Palettes {
  /** Sequential default on dark ground. */
  public static final String DEFAULT_DARK = "inferno";

  /** Sequential default on light ground. */
  public static final String DEFAULT_LIGHT = "viridis";

  /** Default for values on either ground: even steps, and no middle that a skewed column lacks. */
  public static final String DEFAULT_VALUES = "viridis";

  public static final String CATEGORICAL = "categories";
  public static final String DIVERGING = "rdbu";
  public static final String DIVERGING_LIGHT = "blue-orange";

  /** The plot's ground that each look is made for. */
  public static final int GROUND_DARK = 0xFF0A0C10;

  public static final int GROUND_LIGHT = 0xFFFFFFFF;

  /** A lone pixel of the least value must be seen. */
  private static final double VALUE_CONTRAST_DARK = 2.5;

  private static final double VALUE_CONTRAST_LIGHT = 2;

  private static final List<String> SEQUENTIAL = List.of("viridis", "magma", "inferno", "cividis");

  // Okabe and Ito's hues, moved apart by annealing until normal and colour-blind eyes tell all
  // pairs, the first four best; the last is grey, for what is left over. See the test.
  private static final int[] DARK_CATEGORIES = {
    0xFF08BFFD, 0xFFEE9600, 0xFF11FFC7, 0xFFC40082, 0xFFFAFF00, 0xFFC42800, 0xFF005EEB, 0xFFA9A2AB
  };
  private static final int[] LIGHT_CATEGORIES = {
    0xFF1895FD, 0xFF784000, 0xFF2AA578, 0xFF980D6A, 0xFF797A00, 0xFFFF475B, 0xFF012FFF, 0xFF7A797E
  };

  private final Map<String, Palette> dark = new LinkedHashMap<>();
  private final Map<String, Palette> light = new LinkedHashMap<>();
  private final List<String> ids;

  /** Reads the shipped tables from the class path. */
  public Palettes() {
    for (String id : SEQUENTIAL) {
      Palette table = load(id, Palette.Kind.SEQUENTIAL);
      dark.put(id, sequential(table, table.argb(), GROUND_DARK, VALUE_CONTRAST_DARK));
      light.put(id, sequential(table, reversed(table.argb()), GROUND_LIGHT, VALUE_CONTRAST_LIGHT));
    }
    for (String id : List.of(DIVERGING, DIVERGING_LIGHT)) {
      Palette table = load(id, Palette.Kind.DIVERGING);
      dark.put(id, diverging(table, GROUND_DARK, VALUE_CONTRAST_DARK));
      light.put(id, diverging(table, GROUND_LIGHT, VALUE_CONTRAST_LIGHT));
    }
    dark.put(CATEGORICAL, categories(DARK_CATEGORIES));
    light.put(CATEGORICAL, categories(LIGHT_CATEGORIES));
    ids = List.copyOf(dark.keySet());
  }

  /** All ids, in the order to show them. */
  public List<String> ids() {
    return ids;
  }

  /** The ids that fit what the colour column means, in the order to show them. */
  public List<String> ids(ColourMode mode) {
    List<String> out = new ArrayList<>();
    for (String id : ids) {
      if (fits(dark(id).kind(), mode)) {
        out.add(id);
      }
    }
    return out;
  }

  private static boolean fits(Palette.Kind kind, ColourMode mode) {
    return switch (mode) {
      case COUNT -> kind == Palette.Kind.SEQUENTIAL;
      case MEAN -> kind != Palette.Kind.CATEGORICAL;
      case CATEGORY -> kind == Palette.Kind.CATEGORICAL;
    };
  }

  /** A palette by id, or null when there is none of that name. */
  public @Nullable Palette byId(String id, boolean onDark) {
    return (onDark ? dark : light).get(id);
  }

  /** The palette to draw with: the one named when it exists and fits the mode, else the default. */
  public Palette choose(String id, ColourMode mode, boolean onDark) {
    @Nullable Palette named = byId(id, onDark);
    if (named != null && fits(named.kind(), mode)) {
      return named;
    }
    String fallback =
        switch (mode) {
          case COUNT -> onDark ? DEFAULT_DARK : DEFAULT_LIGHT;
          case MEAN -> DEFAULT_VALUES;
          case CATEGORY -> CATEGORICAL;
        };
    return onDark ? dark(fallback) : light(fallback);
  }

  private Palette dark(String id) {
    return shipped(dark, id);
  }

  private Palette light(String id) {
    return shipped(light, id);
  }

  private static Palette shipped(Map<String, Palette> palettes, String id) {
    Palette palette = palettes.get(id);
    if (palette == null) {
      throw new IllegalStateException("palette not shipped: id=" + id);
    }
    return palette;
  }

  private static Palette sequential(Palette of, int[] argb, int ground, double contrast) {
    double start = Visibility.firstWith(argb, ground, contrast);
    return new Palette(of.id(), of.title(), of.kind(), argb, start);
  }

  private static Palette diverging(Palette of, int ground, double contrast) {
    int[] argb = Visibility.squeezed(of.argb(), ground, contrast);
    return new Palette(of.id(), of.title(), of.kind(), argb);
  }

  private static int[] reversed(int[] argb) {
    int[] turned = new int[argb.length];
    for (int i = 0; i < argb.length; i++) {
      turned[i] = argb[argb.length - 1 - i];
    }
    return turned;
  }

  private static Palette categories(int[] eight) {
    int[] argb = new int[Palette.SIZE];
    for (int i = 0; i < argb.length; i++) {
      argb[i] = eight[i / 32];
    }
    return new Palette(CATEGORICAL, "Categories", Palette.Kind.CATEGORICAL, argb);
  }

  /** A table is a line "# title" and 256 lines RRGGBB. */
  private static Palette load(String id, Palette.Kind kind) {
    List<String> lines = text("/skein/palettes/" + id + ".txt").lines().toList();
    int[] argb = new int[lines.size() - 1];
    for (int i = 0; i < argb.length; i++) {
      argb[i] = 0xFF000000 | Integer.parseInt(lines.get(i + 1), 16);
    }
    return new Palette(id, lines.getFirst().substring(1).strip(), kind, argb);
  }

  private static String text(String path) {
    try (InputStream in = Palettes.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("resource not shipped: path=" + path);
      }
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
