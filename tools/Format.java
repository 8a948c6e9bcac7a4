import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.spi.ToolProvider;

/**
 * Runs google-java-format over every Java file of the tree: {@code check} reports, {@code write}
 * rewrites.
 */
final class Format {

  private static final Set<String> SKIPPED =
      Set.of("target", ".git", ".gpu", ".skein", "shared", "node_modules");

  private Format() {}

  public static void main(String[] args) throws IOException {
    boolean write = args.length == 1 && args[0].equals("write");
    List<String> command = new ArrayList<>();
    command.addAll(write ? List.of("--replace") : List.of("--dry-run", "--set-exit-if-changed"));
    int options = command.size();
    collect(Path.of(""), command);
    if (command.size() == options) {
      return;
    }
    PrintWriter out = new PrintWriter(System.out, true);
    PrintWriter err = new PrintWriter(System.err, true);
    ToolProvider formatter = ToolProvider.findFirst("google-java-format").orElseThrow();
    int code = formatter.run(out, err, command.toArray(String[]::new));
    if (code != 0 && !write) {
      err.println("skein: the files named above are not formatted (run: ./skein format)");
    }
    System.exit(code);
  }

  private static void collect(Path root, List<String> files) throws IOException {
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
            Path name = dir.getFileName();
            boolean skip = name != null && SKIPPED.contains(name.toString());
            return skip ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.toString().endsWith(".java")) {
              files.add(file.toString());
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
