#version 450 core
// Colours a grid that is laid over the plot by a scale and an offset per axis. MODE: 0 count,
// 1 mean, 2 category. Zero is the plot's ground, and so is what lies beyond the grid. TAPS 1: a
// pixel that spans several cells looks at more than one of them. Variants and not branches, because
// a software renderer runs both sides of a branch.
#include "include/places.glsl"
#if MODE == 1
#include "include/means.glsl"
layout(binding = TEX_MEAN_PLACES) uniform sampler2D t_meanPlaces;
layout(binding = TEX_PALETTE) uniform sampler2D t_palette;
#endif

layout(binding = TEX_GRID) uniform usampler2D t_grid;
#if MODE != 0
layout(binding = TEX_GRID_AUX) uniform sampler2D t_aux;
#endif

uniform vec2 u_origin;  // the plot's lower left pixel
uniform vec4 u_map;     // cell = pixel * xy + zw
#if TAPS
uniform ivec2 u_taps;   // cells looked at per pixel and axis
#endif
uniform vec4 u_ground;
#if MODE == 0
layout(binding = TEX_COLOURS) uniform sampler2D t_colours;
#endif

layout(location = 0) out vec4 o_colour;

bool within(vec2 at, ivec2 size) {
  return at.x >= 0.0 && at.y >= 0.0 && at.x < float(size.x) && at.y < float(size.y);
}

#if TAPS
// Rows per pixel and, weighted by them, the mean (in r) or the colour.
float look(usampler2D counts,
#if MODE != 0
    sampler2D aux,
#endif
    ivec2 size, vec2 at, vec2 scale, ivec2 taps, out vec3 mixed) {
  mixed = vec3(0.0);
  float sum = 0.0;
  float weight = 0.0;
  vec2 corner = at - 0.5 * scale;
  for (int j = 0; j < taps.y; j++) {
    for (int i = 0; i < taps.x; i++) {
      ivec2 cell = ivec2(floor(corner + (vec2(i, j) + 0.5) * scale / vec2(taps)));
      if (any(lessThan(cell, ivec2(0))) || any(greaterThanEqual(cell, size))) {
        continue;
      }
      float count = float(texelFetch(counts, cell, 0).r);
      if (count > 0.0) {
        sum += count;
#if MODE != 0
        vec3 value = texelFetch(aux, cell, 0).rgb;
        if (!isnan(value.r)) {
          weight += count;
          mixed += count * value;
        }
#endif
      }
    }
  }
#if MODE != 0
  mixed = weight > 0.0 ? mixed / weight : vec3(-1.0);
#endif
  return sum * scale.x * scale.y / float(taps.x * taps.y);
}
#define LOOK_TAPS(taps) , taps
#else
// Rows per pixel and the mean (in r) or the colour, by the one cell in the pixel's middle.
float look(usampler2D counts,
#if MODE != 0
    sampler2D aux,
#endif
    ivec2 size, vec2 at, vec2 scale, out vec3 mixed) {
  ivec2 cell = ivec2(at);
#if MODE != 0
  mixed = texelFetch(aux, cell, 0).rgb;
  mixed = isnan(mixed.r) ? vec3(-1.0) : mixed;
#else
  mixed = vec3(0.0);
#endif
  return float(texelFetch(counts, cell, 0).r) * (scale.x * scale.y);
}
#define LOOK_TAPS(taps)
#endif
#if MODE != 0
#define LOOK_AUX(aux) , aux
#else
#define LOOK_AUX(aux)
#endif

#if MODE == 1
// As skein.core.colour.Normaliser.positionOfMean, and the palette's colour there.
vec3 colourOfMean(float code) {
  int bin = meanBinOf(code);
  float from = meanEdge(bin);
  float within = clamp((code - from) / (meanEdge(bin + 1) - from), 0.0, 1.0);
  float lower = texelFetch(t_meanPlaces, ivec2(bin, 0), 0).r;
  float upper = texelFetch(t_meanPlaces, ivec2(bin + 1, 0), 0).r;
  float place = clamp(mix(lower, upper, within), 0.0, 1.0);
  return texelFetch(t_palette, ivec2(min(int(place * 256.0), 255), 0), 0).rgb;
}
#endif

void main() {
  vec2 pixel = gl_FragCoord.xy - u_origin;
  vec2 at = pixel * u_map.xy + u_map.zw;
  ivec2 size = textureSize(t_grid, 0);
  vec3 mixed = vec3(0.0);
  float rows = 0.0;
  if (within(at, size)) {
    rows = look(t_grid LOOK_AUX(t_aux), size, at, u_map.xy LOOK_TAPS(u_taps), mixed);
  }
  if (rows <= 0.0) {
    o_colour = u_ground;
    return;
  }
  float seen = rows < 1.0 ? mix(0.35, 1.0, rows) : 1.0;
#if MODE == 0
  vec3 colour = texelFetch(t_colours, ivec2(binOf(rows), 0), 0).rgb;
  float alpha = seen;
#elif MODE == 1
  // Counts only tint: a single row's value must be as readable as that of many.
  bool none = mixed.r < 0.0;
  vec3 colour = none ? vec3(0.5) : colourOfMean(mixed.r);
  float alpha = seen * (none ? 0.3 : 0.8 + 0.2 * placeOf(rows));
#else
  float place = placeOf(rows);
  vec3 colour = mixed;
  float alpha = seen * (0.5 + 0.5 * place);
#endif
  o_colour = vec4(mix(u_ground.rgb, colour, alpha), 1.0);
}
