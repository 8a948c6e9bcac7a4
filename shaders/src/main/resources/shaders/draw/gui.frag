#version 450 core
// The atlas holds coverage alone; colours are sRGB bytes and are blended as such, like the plot's.
in vec2 uv;
in vec4 colour;

layout(binding = TEX_ATLAS) uniform sampler2D atlas;

layout(location = 0) out vec4 target;

void main() {
  float alpha = colour.a * texture(atlas, uv).r;
  target = vec4(colour.rgb * alpha, alpha);
}
