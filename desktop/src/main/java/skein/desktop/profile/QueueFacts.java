package skein.desktop.profile;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import skein.core.line.LineLoader;
import skein.core.load.SlabLoader;
import skein.core.queue.SlabQueue;

/** The queues between workers and the render thread. Nothing is dropped: full queues make wait. */
record QueueFacts(List<Row> rows) {
  /** One queue; the wait is how long an item was inside, negative when none was. */
  record Row(String name, int depthMax, long dropped, double waitP99Micros) {}

  static QueueFacts of(SlabLoader loader) {
    if (loader instanceof LineLoader) {
      return new QueueFacts(List.of());
    }
    SlabQueue queue = loader.queue();
    double wait = queue.waits().isEmpty() ? -1 : queue.waits().percentile(99) / 1e3;
    return new QueueFacts(List.of(new Row("slabs", queue.mostDepth(), 0, wait)));
  }

  void write(ArrayNode out) {
    for (Row row : rows) {
      ObjectNode node = out.addObject();
      node.put("name", row.name);
      node.put("depthMax", row.depthMax);
      node.put("dropped", row.dropped);
      if (row.waitP99Micros < 0) {
        node.putNull("waitP99Us");
      } else {
        node.put("waitP99Us", Math.round(row.waitP99Micros * 10) / 10.0);
      }
    }
  }
}
