/** What the pipeline tells about the past and the months to come. */
@NullMarked
package io.rubro.crm.internal.reports;

import org.jspecify.annotations.NullMarked;
