package skein.core.gpu;

/** Buffers with blocks that one dispatch can see. GL thread only. */
interface BlockBuffers {
  /** Shows headers, coordinates and codes to the shaders. */
  void bind();

  /** Loads of four codes from one channel's plane to the next. */
  int planeLoads();
}
