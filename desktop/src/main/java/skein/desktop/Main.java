package skein.desktop;

import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import skein.core.fault.SkeinException;
import skein.desktop.cli.DemoCommand;
import skein.desktop.cli.DoctorCommand;
import skein.desktop.cli.FlyCommand;
import skein.desktop.cli.GenerateCommand;
import skein.desktop.cli.IndexCommand;
import skein.desktop.cli.InfoCommand;
import skein.desktop.cli.OpenCommand;
import skein.desktop.cli.ProfileCommand;
import skein.desktop.cli.RenderCommand;
import skein.desktop.cli.TestCommand;

/** The command line: every failure becomes one line on stderr and an exit code. */
@Command(
    name = "skein",
    version = "skein " + Product.VERSION,
    mixinStandardHelpOptions = true,
    description = "Flies through data: opens a file, counts every row, draws it at 60 FPS.",
    footer = {
      "",
      "Example: skein open trades.parquet",
      "Exit codes: 0 done, 2 wrong usage, 3 bad input, 4 environment (no OpenGL 4.5, no memory),",
      "5 a budget broken or slower than the baseline."
    },
    subcommands = {
      OpenCommand.class,
      RenderCommand.class,
      InfoCommand.class,
      DemoCommand.class,
      FlyCommand.class,
      ProfileCommand.class,
      GenerateCommand.class,
      IndexCommand.class,
      DoctorCommand.class,
      TestCommand.class
    })
public final class Main implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Print stack traces of errors and the driver's messages.")
  private boolean debug;

  private Main() {}

  /** Runs the command line and exits with its code. */
  public static void main(String[] args) {
    System.setProperty("java.awt.headless", "true");
    // before there are threads: two that meet in its initialisation make it write to stderr
    LoggerFactory.getILoggerFactory();
    System.exit(run(args, new PrintWriter(System.err, true, System.err.charset())));
  }

  static int run(String[] args, PrintWriter err) {
    Main main = new Main();
    CommandLine line = new CommandLine(main);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setParameterExceptionHandler((e, a) -> usage(e, err));
    line.setExecutionExceptionHandler((e, l, r) -> main.report(e, err));
    try {
      return line.execute(args);
    } catch (Error e) {
      return main.report(e, err);
    }
  }

  @Override
  public void run() {
    CommandSpec held = spec;
    if (held != null) {
      held.commandLine().usage(System.out);
    }
  }

  private static int usage(ParameterException e, PrintWriter err) {
    String command = e.getCommandLine().getCommandSpec().qualifiedName();
    String why = String.valueOf(e.getMessage()).strip().replaceAll("\\s*[\\r\\n]+\\s*", " ");
    err.println(SkeinException.usage("command line", why, "see " + command + " --help").line());
    return SkeinException.Kind.USAGE.exitCode();
  }

  private int report(Throwable e, PrintWriter err) {
    SkeinException failure = Failures.asSkein(e);
    err.println(failure.line());
    if (debug) {
      e.printStackTrace(err);
    }
    return failure.kind().exitCode();
  }
}
