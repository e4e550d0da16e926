/** Whether a contact may be written to, called or sent offers, and how that became known. */
@NullMarked
@Export
@Version("1.0.0")
package io.rubro.crm.consent;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
