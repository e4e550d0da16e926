/** The rules: who may log in, what a caller may do, who may grant what. */
@NullMarked
package io.rubro.platform.security.internal.service;

import org.jspecify.annotations.NullMarked;
