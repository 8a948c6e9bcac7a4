package skein.systems;

import com.badlogic.ashley.core.Engine;
import java.util.ArrayList;
import java.util.List;

/**
 * The only list of systems: adds them in the order of their stages and closes those that hold
 * resources in reverse.
 */
public final class FramePipeline implements AutoCloseable {
  private final Engine engine;
  private final StageProbe probe;
  private final List<StageSystem> systems = new ArrayList<>();

  public FramePipeline(Engine engine, StageProbe probe) {
    this.engine = engine;
    this.probe = probe;
  }

  /** Adds a system; Ashley replaces one of the same class without a word, so that is refused. */
  public FramePipeline add(FrameStage stage, StageSystem system) {
    if (engine.getSystem(system.getClass()) != null) {
      throw new IllegalArgumentException("system added twice: " + system.getClass().getName());
    }
    system.priority = stage.priority();
    system.probe(probe, stage);
    engine.addSystem(system);
    systems.add(system);
    return this;
  }

  /** Lets the systems from a stage on run with the frames, or skips them. */
  public void runFrom(FrameStage stage, boolean on) {
    for (StageSystem system : systems) {
      if (system.priority >= stage.priority()) {
        system.setProcessing(on);
      }
    }
  }

  @Override
  public void close() {
    RuntimeException first = null;
    for (int i = systems.size() - 1; i >= 0; i--) {
      StageSystem system = systems.get(i);
      engine.removeSystem(system);
      if (system instanceof AutoCloseable closeable) {
        try {
          closeable.close();
        } catch (Exception e) {
          RuntimeException wrapped = e instanceof RuntimeException r ? r : new RuntimeException(e);
          if (first == null) {
            first = wrapped;
          } else {
            first.addSuppressed(wrapped);
          }
        }
      }
    }
    systems.clear();
    if (first != null) {
      throw first;
    }
  }
}
