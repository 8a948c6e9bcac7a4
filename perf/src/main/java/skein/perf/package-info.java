/** JMH benchmarks, scripted flights, and their comparison. Sees every module; no module sees it. */
@NullMarked
package skein.perf;

import org.jspecify.annotations.NullMarked;
