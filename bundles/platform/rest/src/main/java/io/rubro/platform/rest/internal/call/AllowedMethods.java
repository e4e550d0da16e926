package io.rubro.platform.rest.internal.call;

import java.util.Set;
import java.util.TreeSet;
import javax.ws.rs.core.MultivaluedMap;
import org.apache.cxf.jaxrs.impl.MetadataMap;
import org.apache.cxf.jaxrs.model.ClassResourceInfo;
import org.apache.cxf.jaxrs.model.OperationResourceInfo;
import org.apache.cxf.jaxrs.model.URITemplate;
import org.apache.cxf.jaxrs.utils.HttpUtils;
import org.apache.cxf.jaxrs.utils.JAXRSUtils;
import org.apache.cxf.message.Message;
import org.jspecify.annotations.Nullable;

/** The methods a path answers to. CXF itself would name those of all resources of the server. */
final class AllowedMethods {

    private AllowedMethods() {}

    /** The value of {@code Allow} for the path of a request. */
    static String at(Message message) {
        Message request = message.getExchange().getInMessage();
        String path = HttpUtils.getPathToMatch(request, true);
        Set<String> methods = new TreeSet<>();
        for (ClassResourceInfo resource : JAXRSUtils.getRootResources(request)) {
            @Nullable String rest = rest(resource.getURITemplate(), path);
            if (rest == null) {
                continue;
            }
            for (OperationResourceInfo operation :
                    resource.getMethodDispatcher().getOperationResourceInfos()) {
                if (isEnd(rest(operation.getURITemplate(), rest)) && operation.getHttpMethod() != null) {
                    methods.add(operation.getHttpMethod());
                }
            }
        }
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        methods.add("OPTIONS");
        return String.join(", ", methods);
    }

    /** What a template leaves of a path; null if it does not match. */
    private static @Nullable String rest(@Nullable URITemplate template, String path) {
        MultivaluedMap<String, String> groups = new MetadataMap<>();
        return template != null && template.match(path, groups)
                ? String.valueOf(groups.getFirst(URITemplate.FINAL_MATCH_GROUP))
                : null;
    }

    private static boolean isEnd(@Nullable String rest) {
        return rest != null && (rest.isEmpty() || rest.equals("/"));
    }
}
