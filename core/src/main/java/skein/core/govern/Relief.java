package skein.core.govern;

/**
 * Something that can do with less memory: a cache, idle buffers. Called by the governor's thread.
 */
public interface Relief {
  /**
   * Lets go of about so many bytes; what others use at the moment stays.
   *
   * @return bytes that were or soon will be freed
   */
  long relieve(long bytes);

  /**
   * May grow again, little by little. Called once a sample, while memory is not short.
   *
   * @param room bytes that may be in use beyond those that are
   */
  default void recover(long room) {}
}
