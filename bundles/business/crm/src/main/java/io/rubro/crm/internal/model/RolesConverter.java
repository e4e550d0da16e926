package io.rubro.crm.internal.model;

import io.rubro.crm.ContactRole;
import java.util.Set;
import java.util.stream.Collectors;
import javax.persistence.AttributeConverter;
import javax.persistence.Converter;

/** Stores roles as {@code |CUSTOMER|LEAD|}. */
@Converter
public final class RolesConverter implements AttributeConverter<Set<ContactRole>, String> {

    @Override
    public String convertToDatabaseColumn(Set<ContactRole> roles) {
        return BarSeparated.write(roles.stream().map(ContactRole::name).toList());
    }

    @Override
    public Set<ContactRole> convertToEntityAttribute(String stored) {
        return BarSeparated.read(stored).stream().map(ContactRole::valueOf).collect(Collectors.toUnmodifiableSet());
    }
}
