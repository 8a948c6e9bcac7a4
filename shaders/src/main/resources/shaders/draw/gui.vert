#version 450 core
// Overlay triangles in framebuffer pixels from the top left.
layout(location = 0) in vec2 position;
layout(location = 1) in vec2 texel;
layout(location = 2) in vec4 tint;

uniform vec2 toClip;

out vec2 uv;
out vec4 colour;

void main() {
  uv = texel;
  colour = tint;
  gl_Position = vec4(position.x * toClip.x - 1.0, 1.0 - position.y * toClip.y, 0.0, 1.0);
}
