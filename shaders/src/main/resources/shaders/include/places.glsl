// Place of a count on the palette, as skein.core.colour.Normaliser computes it.
layout(binding = TEX_PLACES) uniform sampler2D t_places;

// As skein.core.aggregate.GridStats.binOf.
int binOf(float count) {
  return min(int((floatBitsToUint(max(count, 1.0)) - floatBitsToUint(1.0)) >> 18), 1023);
}

float placeOf(float count) {
  uint bits = floatBitsToUint(max(count, 1.0)) - floatBitsToUint(1.0);
  int bin = min(int(bits >> 18), 1023);
  float within = float(bits & 0x3FFFFu) * (1.0 / 262144.0);
  float lower = texelFetch(t_places, ivec2(bin, 0), 0).r;
  float upper = texelFetch(t_places, ivec2(bin + 1, 0), 0).r;
  return mix(lower, upper, within);
}
