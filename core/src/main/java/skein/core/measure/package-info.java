/** Frame times, percentiles and allocation of the render thread. */
@NullMarked
package skein.core.measure;

import org.jspecify.annotations.NullMarked;
