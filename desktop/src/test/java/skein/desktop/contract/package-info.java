/** Starts the real program as a child process and checks what users and scripts may rely on. */
@NullMarked
package skein.desktop.contract;

import org.jspecify.annotations.NullMarked;
