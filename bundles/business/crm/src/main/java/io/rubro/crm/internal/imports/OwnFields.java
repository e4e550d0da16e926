package io.rubro.crm.internal.imports;

import io.rubro.crm.custom.CustomField;
import io.rubro.crm.custom.CustomFields;
import java.util.Map;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The organisation's own fields, to be found in files by their labels. */
@Component(service = OwnFields.class)
public final class OwnFields {

    private final CustomFields fields;

    /** Called by the component runtime. */
    @Activate
    public OwnFields(@Reference CustomFields fields) {
        this.fields = fields;
    }

    /** The keys by label. */
    Map<String, String> keysByLabel() {
        return fields.list().stream().collect(Collectors.toMap(CustomField::label, CustomField::key, (a, b) -> a));
    }
}
