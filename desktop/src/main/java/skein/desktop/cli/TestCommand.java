package skein.desktop.cli;

import picocli.CommandLine.Command;
import skein.core.fault.SkeinException;

/** Listed for the help; the launcher itself runs the tests. */
@Command(
    name = "test",
    description = "Run all tests of a source checkout: unit, GPU (Mesa), window (Xvfb).",
    footer = {"", "Example: ./skein test"})
public final class TestCommand implements Runnable {
  @Override
  public void run() {
    throw SkeinException.usage(
        "test", "tests run from a source checkout", "start it as ./skein test there");
  }
}
