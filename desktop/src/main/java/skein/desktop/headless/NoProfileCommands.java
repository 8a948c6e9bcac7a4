package skein.desktop.headless;

import java.util.List;
import org.jspecify.annotations.Nullable;
import skein.core.budget.ZoneComparison;
import skein.systems.overlay.ProfileCommands;

/** A profiler's panel that nobody works. */
final class NoProfileCommands implements ProfileCommands {
  @Override
  public void compare(String file) {}

  @Override
  public void alone() {}

  @Override
  public void weigh(long from, long to) {}

  @Override
  public @Nullable ZoneComparison weighed() {
    return null;
  }

  @Override
  public @Nullable ZoneComparison follow() {
    return null;
  }

  @Override
  public void save(Export as) {}

  @Override
  public String notice() {
    return "";
  }

  @Override
  public List<String> recent() {
    return List.of();
  }
}
