package io.rubro.platform.observability.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import javax.servlet.Servlet;
import javax.servlet.ServletException;
import javax.servlet.ServletOutputStream;
import javax.servlet.WriteListener;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** One GET on a servlet without a server. */
public final class Exchange {

    public int status = 200;
    public final Map<String, String> headers = new HashMap<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    public static Exchange get(Servlet servlet, String path, String remote, Map<String, String> requestHeaders)
            throws ServletException, IOException {
        Exchange exchange = new Exchange();
        Map<String, String> sent = new HashMap<>();
        requestHeaders.forEach((name, value) -> sent.put(name.toLowerCase(Locale.ROOT), value));
        HttpServletRequest request = proxy(HttpServletRequest.class, (name, args) -> switch (name) {
            case "getMethod" -> "GET";
            case "getPathInfo" -> path;
            case "getRemoteAddr" -> remote;
            case "getHeader" -> sent.get(((String) args[0]).toLowerCase(Locale.ROOT));
            case "getLocale" -> Locale.forLanguageTag(sent.getOrDefault("accept-language", "en"));
            default -> throw new UnsupportedOperationException(name);
        });
        HttpServletResponse response = proxy(HttpServletResponse.class, (name, args) -> {
            switch (name) {
                case "setStatus" -> exchange.status = (int) args[0];
                case "setHeader" -> exchange.headers.put((String) args[0], (String) args[1]);
                case "setContentType" -> exchange.headers.put("Content-Type", (String) args[0]);
                case "setContentLength" -> exchange.headers.put("Content-Length", args[0].toString());
                case "getOutputStream" -> {
                    return exchange.stream();
                }
                default -> throw new UnsupportedOperationException(name);
            }
            return null;
        });
        servlet.service(request, response);
        return exchange;
    }

    public String body() {
        return body.toString(StandardCharsets.UTF_8);
    }

    private interface Call {
        Object on(String name, Object[] args);
    }

    private static <T> T proxy(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, args) -> call.on(method.getName(), args)));
    }

    private ServletOutputStream stream() {
        return new ServletOutputStream() {
            @Override
            public void write(int value) {
                body.write(value);
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setWriteListener(WriteListener listener) {
                throw new UnsupportedOperationException();
            }
        };
    }
}
