/** The fields an organisation adds to its contacts. */
@NullMarked
package io.rubro.crm.internal.custom;

import org.jspecify.annotations.NullMarked;
