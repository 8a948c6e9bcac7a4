package skein.core.profile;

/**
 * The frames of a flight in the log of all frames. On the thread that may read the log.
 *
 * @param first number of the first
 * @param end number after that of the last
 */
public record FrameSpan(FrameLog log, long first, long end) {
  public FrameSpan {
    first = Math.max(first, log.first());
    end = Math.min(end, log.next());
  }

  /** {@code System.nanoTime} at which the first began. */
  public long startNanos() {
    return first < end ? log.get(first, FrameField.START) : 0;
  }

  /** {@code System.nanoTime} at which the last was done. */
  public long endNanos() {
    return first < end
        ? log.get(end - 1, FrameField.START) + log.get(end - 1, FrameField.CPU_BUSY)
        : 0;
  }

  /** Hands over the zones of the span in the lanes whose names end so. */
  public void eachZone(Capture capture, String lanes, ZoneSink sink) {
    for (Capture.Track track : capture.tracks()) {
      if (track.name().endsWith(lanes)) {
        track.history().between(startNanos(), endNanos(), sink);
      }
    }
  }

  /** A field of all frames in milliseconds, frames without it left out. */
  public double[] millis(FrameField field) {
    double[] out = new double[(int) Math.max(0, end - first)];
    int n = 0;
    for (long frame = first; frame < end; frame++) {
      long value = log.get(frame, field);
      if (value != FrameLog.UNKNOWN) {
        out[n++] = value / 1e6;
      }
    }
    return java.util.Arrays.copyOf(out, n);
  }
}
