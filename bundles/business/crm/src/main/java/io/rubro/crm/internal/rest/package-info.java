/** The CRM over HTTP. */
@NullMarked
package io.rubro.crm.internal.rest;

import org.jspecify.annotations.NullMarked;
