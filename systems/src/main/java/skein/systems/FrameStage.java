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

  @SuppressWarnings("EnumOrdinal") // their order is what they are
  public int priority() {
    return ordinal();
  }
}
