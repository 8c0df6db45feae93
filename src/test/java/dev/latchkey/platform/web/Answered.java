package dev.latchkey.platform.web;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Records a response. */
final class Answered {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Map<String, List<String>> headers = new TreeMap<>();
    private int status = 200;
    private @Nullable String contentType;

    int status() {
        return status;
    }

    @Nullable
    String contentType() {
        return contentType;
    }

    Map<String, List<String>> headers() {
        return headers;
    }

    byte[] body() {
        return bytes.toByteArray();
    }

    String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    HttpServletResponse response() {
        return proxy(HttpServletResponse.class, (method, arguments) -> switch (method) {
            case "getStatus" -> status;
            case "setStatus", "sendError" -> {
                status = (int) arguments[0];
                yield null;
            }
            case "getContentType" -> contentType;
            case "setContentType" -> {
                contentType = (String) arguments[0];
                yield null;
            }
            case "getCharacterEncoding" -> "UTF-8";
            case "getBufferSize" -> 1024;
            case "isCommitted" -> false;
            case "getHeaderNames" -> headers.keySet();
            case "getHeaders" -> headers.get((String) arguments[0]);
            case "getHeader" ->
                headers.getOrDefault((String) arguments[0], List.of()).stream()
                        .findFirst()
                        .orElse(null);
            case "setHeader" -> headers.put((String) arguments[0], List.of((String) arguments[1]));
            case "addHeader" ->
                headers.merge(
                        (String) arguments[0],
                        List.of((String) arguments[1]),
                        (some, more) -> List.of(some.get(0), more.get(0)));
            case "getOutputStream" ->
                new ServletOutputStream() {
                    @Override
                    public boolean isReady() {
                        return true;
                    }

                    @Override
                    public void setWriteListener(WriteListener listener) {}

                    @Override
                    public void write(int octet) {
                        bytes.write(octet);
                    }
                };
            default -> null;
        });
    }

    interface Behaviour {
        @Nullable
        Object answer(String method, Object[] arguments);
    }

    static <T> T proxy(Class<T> type, Behaviour behaviour) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) ->
                        behaviour.answer(method.getName(), arguments == null ? new Object[0] : arguments)));
    }
}
