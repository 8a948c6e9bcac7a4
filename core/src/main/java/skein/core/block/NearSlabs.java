package skein.core.block;

import java.util.Arrays;

/**
 * The slabs of a set that reach into a window, nearest to its middle first: by classes of distance,
 * within a class in the set's order, which is along a Morton curve. One thread; allocates nothing
 * once its arrays have grown.
 */
public final class NearSlabs {
  private static final int RINGS = 32;

  private final int[] ringEnd = new int[RINGS + 1];
  private int[] near = new int[16];
  private byte[] ring = new byte[16];
  private int found;

  /** Looks at the slabs from number {@code first} on; returns how many reach into the window. */
  public int find(SlabSet slabs, int first, double loX, double hiX, double loY, double hiY) {
    double midX = loX / 2 + hiX / 2;
    double midY = loY / 2 + hiY / 2;
    double perX = 2 * RINGS / (hiX - loX);
    double perY = 2 * RINGS / (hiY - loY);
    int most = slabs.size() - first;
    if (ring.length < most) {
      near = new int[4 * most];
      ring = new byte[2 * most];
    }
    found = 0;
    for (int s = first; s < slabs.size(); s++) {
      BlockSlab slab = slabs.get(s);
      if (slab.box().reaches(loX, hiX, loY, hiY)) {
        double away = Math.max(slab.box().awayX(midX) * perX, slab.box().awayY(midY) * perY);
        ring[found] = (byte) Math.min(away, RINGS - 1);
        near[found++] = s;
      }
    }
    sort();
    return found;
  }

  /** Counting sort; what lies behind the list is scratch. */
  private void sort() {
    Arrays.fill(ringEnd, 0);
    for (int i = 0; i < found; i++) {
      ringEnd[ring[i] + 1]++;
    }
    for (int r = 0; r < RINGS; r++) {
      ringEnd[r + 1] += ringEnd[r];
    }
    if (near.length < 2 * found) {
      near = Arrays.copyOf(near, 4 * found);
    }
    for (int i = 0; i < found; i++) {
      near[found + ringEnd[ring[i]]++] = near[i];
    }
    System.arraycopy(near, found, near, 0, found);
  }

  /** Number of the i-th nearest slab. */
  public int slab(int i) {
    return near[i];
  }
}
