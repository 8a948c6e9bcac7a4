package skein.desktop.cli;

/** A size in pixels. */
public record Size(int width, int height) {}
