/** The command line: options, reports, exit codes; main thread. */
@NullMarked
package skein.desktop.cli;

import org.jspecify.annotations.NullMarked;
