/** What entities are: public data without logic, touched by the render thread only. */
@NullMarked
package skein.components;

import org.jspecify.annotations.NullMarked;
