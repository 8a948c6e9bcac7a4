package skein.desktop.window;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An X server without a screen on a free display, and real X events for it by xdotool. */
final class VirtualDisplay implements AutoCloseable {
  private static final long LIMIT_SECONDS = 60;

  private final Process server;
  private final String name;

  private VirtualDisplay(Process server, String name) {
    this.server = server;
    this.name = name;
  }

  /** What is missing here, empty when a display can be made. */
  static String missing() {
    List<String> missing = new ArrayList<>();
    for (String program : List.of("Xvfb", "xdotool")) {
      if (!onPath(program)) {
        missing.add(program);
      }
    }
    return String.join(", ", missing);
  }

  private static boolean onPath(String program) {
    for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
      if (Files.isExecutable(Path.of(folder, program))) {
        return true;
      }
    }
    return false;
  }

  /** Starts the server; it chooses the number itself. */
  static VirtualDisplay start(int width, int height) throws IOException {
    String screen = width + "x" + height + "x24";
    Process server =
        new ProcessBuilder(
                "Xvfb", "-displayfd", "1", "-screen", "0", screen, "-nolisten", "tcp", "-noreset")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    BufferedReader out =
        new BufferedReader(
            new InputStreamReader(server.getInputStream(), StandardCharsets.US_ASCII));
    String number = out.readLine();
    if (number == null) {
      throw new IOException("Xvfb did not start");
    }
    return new VirtualDisplay(server, ":" + number.strip());
  }

  /** For the environment variable DISPLAY. */
  String name() {
    return name;
  }

  /** Runs xdotool with these arguments and returns what it prints. */
  String xdotool(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("xdotool"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("DISPLAY", name);
    Process process = builder.start();
    byte[] out = process.getInputStream().readAllBytes();
    if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException("xdotool did not end: " + command);
    }
    return new String(out, StandardCharsets.UTF_8).strip();
  }

  @Override
  public void close() {
    server.destroy();
  }
}
