package io.rubro.crm.health;

import io.rubro.platform.ids.Id;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Foretells payments from how the organisation on the thread was paid so far. */
@ProviderType
public interface PaymentForecast {

    /**
     * When the open invoices of a contact are likely to be paid, the one due first first. Silent, that is empty, as long as
     * too little was paid to learn from, and for a contact that is not known.
     */
    List<ExpectedPayment> expected(Id contact);
}
