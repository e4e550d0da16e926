/** Pipelines and the opportunities in them: rules, board, alerts, REST. */
@NullMarked
package io.rubro.crm.internal.pipeline;

import org.jspecify.annotations.NullMarked;
