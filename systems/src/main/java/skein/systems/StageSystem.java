package skein.systems;

import com.badlogic.ashley.core.Engine;
import com.badlogic.ashley.core.Entity;
import com.badlogic.ashley.core.EntitySystem;
import com.badlogic.ashley.core.Family;
import com.badlogic.ashley.utils.ImmutableArray;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A system of the frame: does one thing for each entity of a family, measured as a zone of its
 * stage. Render thread.
 */
public abstract class StageSystem extends EntitySystem {
  private final @Nullable Family family;
  private @Nullable ImmutableArray<Entity> entities;
  private @Nullable StageProbe probe;
  private int zone;
  private FrameStage stage = FrameStage.INPUT;

  /** A system for the entities of a family; null for one that looks at none by itself. */
  protected StageSystem(@Nullable Family family) {
    this.family = family;
  }

  final void probe(StageProbe newProbe, FrameStage ofStage) {
    probe = newProbe;
    stage = ofStage;
    zone = newProbe.zone(getClass());
  }

  @Override
  public void addedToEngine(Engine engine) {
    if (family != null) {
      entities = engine.getEntitiesFor(family);
    }
  }

  @Override
  public void removedFromEngine(Engine engine) {
    entities = null;
  }

  /** The entities that it looks at. */
  protected final Family getFamily() {
    return Objects.requireNonNull(family, "the system has no family");
  }

  /** The family's entities, while the system belongs to an engine. */
  protected final ImmutableArray<Entity> getEntities() {
    return Objects.requireNonNull(entities, "the system has no family or no engine");
  }

  @Override
  public final void update(float seconds) {
    StageProbe measure = probe;
    if (measure == null) {
      run(seconds);
      return;
    }
    long start = measure.begin(zone, stage);
    try {
      run(seconds);
    } finally {
      measure.end(stage, start);
    }
  }

  /** The system's part of a frame; by default {@link #processEntity} for each entity. */
  protected void run(float seconds) {
    ImmutableArray<Entity> all = getEntities();
    for (int i = 0; i < all.size(); i++) {
      processEntity(all.get(i), seconds);
    }
  }

  /** The system's part for one entity. */
  protected void processEntity(Entity entity, float seconds) {}
}
