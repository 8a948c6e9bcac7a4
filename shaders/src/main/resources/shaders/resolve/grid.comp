#version 450 core
// Turns a grid's planes into the textures of the colour pass.
#include "include/grid.glsl"

layout(local_size_x = 16, local_size_y = 16) in;

layout(binding = IMG_COUNTS, r32ui) writeonly uniform uimage2D i_counts;
#if MODE == 1
layout(binding = IMG_AUX, r32f) writeonly uniform image2D i_aux;
#elif MODE == 2
layout(binding = IMG_AUX, rgba8) writeonly uniform image2D i_aux;
uniform vec3 u_colours[8];  // in linear light
#endif

uniform ivec2 u_cells;

#if MODE == 2
vec3 encode(vec3 light) {
  vec3 curve = 1.055 * pow(light, vec3(1.0 / 2.4)) - 0.055;
  return mix(curve, 12.92 * light, lessThanEqual(light, vec3(0.0031308)));
}

vec4 blend(uint cell, uint cells) {
  vec3 light = vec3(0.0);
  float sum = 0.0;
  for (uint c = 0u; c < 8u; c++) {
    float rows = floatOf(c * cells + cell, cells);
    sum += rows;
    light += rows * u_colours[c];
  }
  return sum > 0.0 ? vec4(encode(light / sum), 1.0) : vec4(0.0);
}
#endif

void main() {
  ivec2 at = ivec2(gl_GlobalInvocationID.xy);
  if (any(greaterThanEqual(at, u_cells))) {
    return;
  }
  uint cells = uint(u_cells.x * u_cells.y);
  uint cell = uint(at.y * u_cells.x + at.x);
  lookForCarries(cells);
  imageStore(i_counts, at, uvec4(rowsOf(cell, cells)));
#if MODE == 1
  imageStore(i_aux, at, vec4(meanOf(cell, cells)));
#elif MODE == 2
  imageStore(i_aux, at, blend(cell, cells));
#endif
}
