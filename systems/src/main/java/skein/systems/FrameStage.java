package skein.systems;

/** The stages of a frame, in their order; each one's ordinal is the priority of its systems. */
public enum FrameStage {
  INPUT,
  INGEST,
  UPLOAD,
  LOD,
  AGGREGATE,
  DRAW,
  OVERLAY;

  public int priority() {
    return ordinal();
  }
}
