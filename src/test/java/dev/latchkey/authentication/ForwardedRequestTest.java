package dev.latchkey.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The address to which the first proxy got the request. */
class ForwardedRequestTest {

    @ParameterizedTest
    @CsvSource({
        "http://keys.example.org/app/user/list,       https, '',      https://keys.example.org/user/list",
        "http://keys.example.org:8443/app/user/list,  https, /tokens, https://keys.example.org:8443/tokens/user/list",
        "https://keys.example.org/app/user/list,      https, /app,    https://keys.example.org/app/user/list",
        "http://keys.example.org:8080/app/user/list,  http,  /app,    http://keys.example.org:8080/app/user/list"
    })
    void hasSchemeAndPathOfTheFirst(String received, String scheme, String contextPath, String sent) {
        var request = new ForwardedRequest(request(received), "192.0.2.1", scheme, contextPath);

        assertThat(request.getRequestURL()).hasToString(sent);
    }

    private static HttpServletRequest request(String url) {
        return (HttpServletRequest) Proxy.newProxyInstance(
                ForwardedRequestTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getRequestURL" -> new StringBuffer(url);
                    case "getRequestURI" -> "/app/user/list";
                    case "getContextPath" -> "/app";
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
