package io.rubro.crm.custom;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** The fields the organisation on the thread added to its contacts. */
@ProviderType
public interface CustomFields {

    /** The most fields an organisation has, those put away included. */
    int MAX_FIELDS = 40;

    /** Those in use, in their order. */
    List<CustomField> list();
}
