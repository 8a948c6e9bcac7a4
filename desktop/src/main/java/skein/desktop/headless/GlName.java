package skein.desktop.headless;

/** Which OpenGL drew: GL_VENDOR and GL_RENDERER, and GL_VERSION. */
public record GlName(String renderer, String version) {}
