package skein.core.aggregate;

/** Hears which blocks a pass needs. */
public interface BlockDemand {
  /** A block of a slab, both by their numbers, is needed; the first ones are needed most. */
  void need(int slab, int block);
}
