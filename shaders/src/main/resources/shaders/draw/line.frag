#version 450 core
// Coverage of a strip: ramps at its lower and upper edge, a pixel's share at its sides.
in vec2 at;
flat in vec4 shape;
flat in float halfWidth;
flat in vec4 colour;

layout(location = 0) out vec4 target;

void main() {
  float alpha;
  if (halfWidth < 0.0) {
    vec2 centre = vec2(shape.w, shape.x);
    alpha = clamp(0.5 - halfWidth - distance(at, centre), 0.0, 1.0);
  } else {
    float above = clamp((at.y - shape.x) / shape.z, 0.0, 1.0);
    float below = clamp((shape.y - at.y) / shape.z, 0.0, 1.0);
    float across = clamp(halfWidth + 0.5 - abs(at.x - shape.w), 0.0, 1.0);
    alpha = max(above + below - 1.0, 0.0) * across;
  }
  alpha *= colour.a;
  target = vec4(colour.rgb * alpha, alpha);
}
