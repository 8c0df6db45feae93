package dev.latchkey.authentication;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;

/** The request as the first proxy received it: client, scheme and path. */
final class ForwardedRequest extends HttpServletRequestWrapper {

    private final String caller;
    private final String scheme;
    private final String contextPath;

    /** @param contextPath the public path of the product; empty at the root */
    ForwardedRequest(HttpServletRequest request, String caller, String scheme, String contextPath) {
        super(request);
        this.caller = caller;
        this.scheme = scheme;
        this.contextPath = contextPath;
    }

    @Override
    public String getRemoteAddr() {
        return caller;
    }

    @Override
    public String getRemoteHost() {
        return caller;
    }

    @Override
    public String getScheme() {
        return scheme;
    }

    @Override
    public boolean isSecure() {
        return scheme.equals("https");
    }

    @Override
    public String getContextPath() {
        return contextPath;
    }

    @Override
    public String getRequestURI() {
        return contextPath
                + super.getRequestURI().substring(super.getContextPath().length());
    }

    @Override
    public StringBuffer getRequestURL() {
        var url = super.getRequestURL();
        return url.replace(url.length() - super.getRequestURI().length(), url.length(), getRequestURI())
                .replace(0, url.indexOf(":"), scheme);
    }
}
