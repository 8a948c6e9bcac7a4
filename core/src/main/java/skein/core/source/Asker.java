package skein.core.source;

import org.jspecify.annotations.Nullable;
import skein.core.query.SqlSession;

/** Asks a source questions, each in a session of its own. */
@FunctionalInterface
interface Asker {
  /** A question to the source. */
  @FunctionalInterface
  interface Question<T extends @Nullable Object> {
    T ask(SqlSession session);
  }

  <T extends @Nullable Object> T ask(Question<T> question);
}
