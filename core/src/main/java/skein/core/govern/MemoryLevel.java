package skein.core.govern;

/** How near memory is to its budget. */
public enum MemoryLevel {
  /** Below four fifths. */
  NORMAL,
  /** From four fifths on: shown. */
  WARNING,
  /** From 95 % on: caches let go. */
  EVICTING;

  static final double WARN_SHARE = 0.8;
  static final double EVICT_SHARE = 0.95;

  static MemoryLevel of(long used, long budget) {
    if (budget <= 0 || used < budget * WARN_SHARE) {
      return NORMAL;
    }
    return used < budget * EVICT_SHARE ? WARNING : EVICTING;
  }
}
