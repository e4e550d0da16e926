/** The built distribution as an installation of its own, for what drives it from outside. */
@NullMarked
package io.rubro.platform.testing;

import org.jspecify.annotations.NullMarked;
