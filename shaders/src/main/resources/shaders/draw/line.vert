#version 450 core
// A strip of a line: an upright box about a column of pixels, or a disc. Pixels from the bottom
// left of the plot, which is the viewport.
layout(location = 0) in vec4 profile; // lower edge, upper edge, ramp, centre along x
layout(location = 1) in vec3 box;     // half width (a disc: minus the radius), clip below, above
layout(location = 2) in vec4 tint;

uniform vec2 toClip;

out vec2 at;
flat out vec4 shape;
flat out float halfWidth;
flat out vec4 colour;

void main() {
  vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1);
  float reach = abs(box.x) + 0.5;
  float left = floor(profile.w - reach + 0.5) - (box.x < 0.0 ? 1.0 : 0.0);
  float right = ceil(profile.w + reach - 0.5) + (box.x < 0.0 ? 1.0 : 0.0);
  at = vec2(mix(left, right, corner.x), mix(box.y, box.z, corner.y));
  shape = profile;
  halfWidth = box.x;
  colour = tint;
  gl_Position = vec4(at * toClip - 1.0, 0.0, 1.0);
}
