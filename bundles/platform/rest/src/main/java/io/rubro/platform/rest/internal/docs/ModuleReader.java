package io.rubro.platform.rest.internal.docs;

import com.fasterxml.jackson.databind.type.TypeFactory;
import io.rubro.platform.rest.internal.publish.ModuleServer;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.jaxrs2.Reader;
import io.swagger.v3.jaxrs2.ext.OpenAPIExtension;
import io.swagger.v3.jaxrs2.ext.OpenAPIExtensions;
import io.swagger.v3.oas.integration.SwaggerConfiguration;
import io.swagger.v3.oas.integration.api.OpenAPIConfiguration;
import io.swagger.v3.oas.models.OpenAPI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * Describes one module with swagger's reader. Its settings are static and it remembers classes in static places: both are
 * set for the time of reading and cleared after it, so that the classes of a module that goes are not held.
 */
final class ModuleReader {

    private final ModuleServer server;

    ModuleReader(ModuleServer server) {
        this.server = server;
    }

    /** The paths and schemas of the module. */
    OpenAPI read() {
        synchronized (ModelConverters.class) {
            List<OpenAPIExtension> before = OpenAPIExtensions.getExtensions();
            ModelConverters.reset();
            try {
                OpenAPIConfiguration settings = new SwaggerConfiguration()
                        .openAPI(new OpenAPI())
                        .openAPI31(true)
                        .defaultResponseCode("200");
                ModelConverters.getInstance(true).addConverter(new ContractSchemas(server.module()));
                List<OpenAPIExtension> extensions = new ArrayList<>(before);
                extensions.add(0, new OperationNotes(server));
                // the reader tells only the first, and the others would describe in the terms of OpenAPI 3.0
                extensions.forEach(extension -> extension.setConfiguration(settings.toConfiguration()));
                OpenAPIExtensions.setExtensions(extensions);
                return read(new Reader(settings));
            } finally {
                OpenAPIExtensions.setExtensions(before);
                ModelConverters.reset();
                TypeFactory.defaultInstance().clearCache();
            }
        }
    }

    private OpenAPI read(Reader reader) {
        server.resources().stream()
                .sorted(Comparator.comparing(Class::getName))
                .forEach(resource -> reader.read(
                        resource,
                        server.basePath(),
                        null,
                        false,
                        null,
                        null,
                        new LinkedHashSet<>(),
                        new ArrayList<>(),
                        new HashSet<>()));
        return reader.getOpenAPI();
    }
}
