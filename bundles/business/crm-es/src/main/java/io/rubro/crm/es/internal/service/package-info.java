/** What the Spanish API asks for, said to the CRM and to billing in their own words. */
@NullMarked
package io.rubro.crm.es.internal.service;

import org.jspecify.annotations.NullMarked;
