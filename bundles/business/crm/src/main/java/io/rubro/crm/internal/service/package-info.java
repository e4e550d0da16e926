/** The rules of the CRM. */
@NullMarked
package io.rubro.crm.internal.service;

import org.jspecify.annotations.NullMarked;
