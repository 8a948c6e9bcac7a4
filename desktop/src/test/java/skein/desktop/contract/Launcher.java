package skein.desktop.contract;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the launcher script gives the program: JVM flags and environment, read out of the script
 * itself, and a class path on which DuckDB's native library need not be unpacked at each start.
 */
final class Launcher {
  private static final Pattern EXPORT = Pattern.compile("export (\\w+)=\\$\\{\\1:-([^}]*)}");
  private static final String DRIVER = "duckdb_jdbc-";
  private static final String NATIVE = "libduckdb_java.so_";

  private final List<String> flags;
  private final Map<String, String> environment;
  private final String classPath;

  private Launcher(List<String> flags, Map<String, String> environment, String classPath) {
    this.flags = flags;
    this.environment = environment;
    this.classPath = classPath;
  }

  /** Reads the script of this checkout. */
  static Launcher ofCheckout() {
    try {
      Path root = root();
      String script = Files.readString(root.resolve("skein"));
      Path work = Files.createDirectories(Path.of("target", "contract").toAbsolutePath());
      return new Launcher(flags(script), environment(script, work), classPath(work));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<String> command(List<String> options, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.add("-XX:TieredStopAtLevel=1");
    command.addAll(options);
    command.addAll(List.of("-cp", classPath, "skein.desktop.Main"));
    command.addAll(arguments);
    return command;
  }

  Map<String, String> environment() {
    return environment;
  }

  private static Path root() throws IOException {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.isRegularFile(at.resolve("skein")) && Files.isRegularFile(at.resolve("pom.xml"))) {
        return at;
      }
    }
    throw new IOException("no launcher above " + Path.of("").toAbsolutePath());
  }

  private static List<String> flags(String script) throws IOException {
    int begin = script.indexOf("JVM_FLAGS=(\n");
    int end = script.indexOf("\n)", begin);
    if (begin < 0 || end < 0) {
      throw new IOException("the launcher has no list JVM_FLAGS");
    }
    return script.substring(begin, end).lines().skip(1).map(String::strip).toList();
  }

  private static Map<String, String> environment(String script, Path work) throws IOException {
    Map<String, String> out = new HashMap<>();
    Matcher matcher = EXPORT.matcher(script);
    while (matcher.find()) {
      out.put(matcher.group(1), matcher.group(2));
    }
    Path runtime = Files.createDirectories(work.resolve("runtime"));
    out.put("XDG_RUNTIME_DIR", runtime.toString());
    return out;
  }

  private static String classPath(Path work) throws IOException {
    String held = System.getProperty("surefire.test.class.path");
    String all = held == null ? System.getProperty("java.class.path") : held;
    List<String> out = new ArrayList<>();
    for (String entry : all.split(File.pathSeparator, -1)) {
      boolean driver = Path.of(entry).getFileName().toString().startsWith(DRIVER);
      out.add(driver ? unpacked(Path.of(entry), work) : entry);
    }
    return String.join(File.pathSeparator, out);
  }

  /** The driver's classes in a folder, its native library for this platform beside that folder. */
  private static String unpacked(Path jar, Path work) throws IOException {
    Path home = work.resolve(jar.getFileName().toString().replace(".jar", ""));
    Path classes = home.resolve("classes");
    String wanted = NATIVE + platform();
    if (Files.isRegularFile(home.resolve(wanted))) {
      return classes.toString();
    }
    Path part = home.resolve(wanted + ".part");
    try (JarFile file = new JarFile(jar.toFile())) {
      JarEntry library = file.getJarEntry(wanted);
      if (library == null) {
        return jar.toString();
      }
      for (JarEntry entry : (Iterable<JarEntry>) file.stream()::iterator) {
        if (!entry.isDirectory() && !entry.getName().startsWith(NATIVE)) {
          copy(file, entry, classes.resolve(entry.getName()));
        }
      }
      copy(file, library, part);
    }
    Files.move(part, home.resolve(wanted));
    return classes.toString();
  }

  private static String platform() {
    return System.getProperty("os.name").toLowerCase(java.util.Locale.ROOT)
        + "_"
        + System.getProperty("os.arch").replace("aarch64", "arm64");
  }

  private static void copy(JarFile jar, JarEntry entry, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    Files.deleteIfExists(to);
    try (InputStream in = jar.getInputStream(entry)) {
      Files.copy(in, to);
    }
  }
}
