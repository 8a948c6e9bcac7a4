#version 450 core
// Colours a grid that is laid over the plot by a scale and an offset per axis. MODE: 0 count,
// 1 mean, 2 category. Zero is the plot's ground. Where the front grid ends, the overview shows.
#include "include/places.glsl"

layout(binding = TEX_FRONT) uniform usampler2D t_front;
layout(binding = TEX_OVERVIEW) uniform usampler2D t_overview;
#if MODE != 0
layout(binding = TEX_FRONT_AUX) uniform sampler2D t_frontAux;
layout(binding = TEX_OVERVIEW_AUX) uniform sampler2D t_overviewAux;
#endif

uniform vec2 u_origin;        // the plot's lower left pixel
uniform vec4 u_frontMap;      // cell = pixel * xy + zw
uniform ivec2 u_frontTaps;    // cells looked at per pixel and axis
uniform vec4 u_overviewMap;
uniform ivec2 u_overviewTaps; // 0 when there is no overview
uniform vec4 u_ground;
#if MODE == 1
uniform vec2 u_means;         // lowest mean, 1 / range
#endif

layout(location = 0) out vec4 o_colour;

bool within(vec2 at, ivec2 size) {
  return at.x >= 0.0 && at.y >= 0.0 && at.x < float(size.x) && at.y < float(size.y);
}

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

void main() {
  vec2 pixel = gl_FragCoord.xy - u_origin;
  vec2 at = pixel * u_frontMap.xy + u_frontMap.zw;
  ivec2 size = textureSize(t_front, 0);
  vec3 mixed = vec3(0.0);
  float rows = 0.0;
  if (within(at, size)) {
#if MODE == 0
    rows = look(t_front, size, at, u_frontMap.xy, u_frontTaps, mixed);
#else
    rows = look(t_front, t_frontAux, size, at, u_frontMap.xy, u_frontTaps, mixed);
#endif
  } else if (u_overviewTaps.x > 0) {
    at = pixel * u_overviewMap.xy + u_overviewMap.zw;
    size = textureSize(t_overview, 0);
    if (within(at, size)) {
#if MODE == 0
      rows = look(t_overview, size, at, u_overviewMap.xy, u_overviewTaps, mixed);
#else
      rows = look(t_overview, t_overviewAux, size, at, u_overviewMap.xy, u_overviewTaps, mixed);
#endif
    }
  }
  if (rows <= 0.0) {
    o_colour = u_ground;
    return;
  }
  float place = placeOf(rows);
  float seen = rows < 1.0 ? mix(0.35, 1.0, rows) : 1.0;
#if MODE == 0
  vec3 colour = paletteAt(place);
  float alpha = seen;
#elif MODE == 1
  bool none = mixed.r < 0.0;
  vec3 colour = none ? vec3(0.5) : paletteAt((mixed.r - u_means.x) * u_means.y);
  float alpha = seen * (none ? 0.3 : 0.35 + 0.65 * place);
#else
  vec3 colour = mixed;
  float alpha = seen * (0.3 + 0.7 * place);
#endif
  o_colour = vec4(mix(u_ground.rgb, colour, alpha), 1.0);
}
