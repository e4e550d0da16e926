package io.rubro.platform.rest.internal.docs;

import com.fasterxml.jackson.databind.JavaType;
import io.rubro.platform.ids.Id;
import io.rubro.platform.rest.IfMatch;
import io.rubro.platform.rest.internal.json.JsonRecipe;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.jackson.TypeNameResolver;
import io.swagger.v3.oas.models.media.Schema;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.Iterator;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Describes types as our JSON writes them, under names that two modules never share. */
final class ContractSchemas extends ModelResolver {

    ContractSchemas(String module) {
        super(JsonRecipe.newMapper(), new Names(module));
        openapi31(true);
    }

    @Override
    public @Nullable Schema resolve(
            @Nullable AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> next) {
        if (type != null && type.getType() != null) {
            Class<?> raw = _mapper.constructType(type.getType()).getRawClass();
            if (raw == Id.class) {
                return SharedParts.text().pattern("^[0-9A-HJKMNP-TV-Z]{13}$").example("0JCR5M7Q8X2ZP");
            } else if (raw == BigDecimal.class) {
                return SharedParts.text().format("decimal").example("12.50");
            } else if (raw == IfMatch.class) {
                return SharedParts.text()
                        .description("The `ETag` of the record as it was read")
                        .example("\"7\"");
            } else if (InputStream.class.isAssignableFrom(raw)) {
                return SharedParts.text().format("binary");
            }
        }
        return super.resolve(type, context, next);
    }

    /** {@code crm.ContactResource.NewContact}, {@code crm.PageOfContact}. */
    private static final class Names extends TypeNameResolver {
        private final String module;

        Names(String module) {
            this.module = module;
        }

        @Override
        protected String getNameOfClass(Class<?> type) {
            return module + "." + plainName(type);
        }

        private static String plainName(Class<?> type) {
            @Nullable Class<?> outer = type.getEnclosingClass();
            return outer == null ? type.getSimpleName() : plainName(outer) + "." + type.getSimpleName();
        }

        @Override
        protected String nameForGenericType(JavaType type, Set<Options> options) {
            StringBuilder name = new StringBuilder(nameForClass(type, options));
            for (int i = 0; i < type.containedTypeCount(); i++) {
                name.append(i == 0 ? "Of" : "And")
                        .append(plainName(type.containedType(i).getRawClass()));
            }
            return name.toString();
        }
    }
}
