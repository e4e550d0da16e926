/** Runs jobs at their time, once in a cluster. */
@NullMarked
package io.rubro.platform.jobs.internal.service;

import org.jspecify.annotations.NullMarked;
