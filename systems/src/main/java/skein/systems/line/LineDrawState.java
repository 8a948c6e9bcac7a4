package skein.systems.line;

import com.badlogic.ashley.core.Component;
import com.badlogic.ashley.core.ComponentMapper;
import com.badlogic.ashley.core.Entity;
import org.jspecify.annotations.Nullable;
import skein.core.line.LinePainter;
import skein.core.line.LineStrips;
import skein.core.memory.MemoryLedger;

/** The strips of one view's lines and what they were made of; holds memory off the heap. */
final class LineDrawState implements Component {
  private static final ComponentMapper<LineDrawState> MAPPER =
      ComponentMapper.getFor(LineDrawState.class);

  final LineStrips strips;
  final LinePainter painter;
  long seenView = -1;
  long seenLines = -1;
  long seenColumns = -1;
  long seenStyle = -1;
  float seenScale;

  LineDrawState(MemoryLedger host) {
    strips = new LineStrips(host);
    painter = new LinePainter(strips);
  }

  /** The view's state, or null while it shows no lines. */
  static @Nullable LineDrawState of(Entity view) {
    return MAPPER.get(view);
  }
}
