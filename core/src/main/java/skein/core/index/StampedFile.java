package skein.core.index;

/** A mapped file of the cache that says which state of its source it was made from. */
interface StampedFile extends AutoCloseable {
  /** The stamp of the key that it was built for. */
  String stamp();

  @Override
  void close();
}
