package io.rubro.crm.internal.model;

import java.util.Set;
import javax.persistence.AttributeConverter;
import javax.persistence.Converter;

/** Stores tags as {@code |moroso|vip|}. */
@Converter
public final class TagsConverter implements AttributeConverter<Set<String>, String> {

    @Override
    public String convertToDatabaseColumn(Set<String> tags) {
        return BarSeparated.write(tags);
    }

    @Override
    public Set<String> convertToEntityAttribute(String stored) {
        return Set.copyOf(BarSeparated.read(stored));
    }
}
