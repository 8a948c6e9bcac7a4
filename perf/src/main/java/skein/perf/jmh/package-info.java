/** One JMH benchmark class per question; each is started by its own main. */
@NullMarked
package skein.perf.jmh;

import org.jspecify.annotations.NullMarked;
