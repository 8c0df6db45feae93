package dev.latchkey.platform.rest;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Gives the fields that {@link RequestParameters} has read to Open Liberty, which takes them from the servlet request
 * instead of the entity.
 */
public class FormFields extends HttpFilter {

    private static final long serialVersionUID = 1;

    private static final String READ = FormFields.class.getName();

    static void keep(ServletRequest request, Map<String, String> fields) {
        request.setAttribute(READ, fields);
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        chain.doFilter(
                new HttpServletRequestWrapper(request) {
                    @Override
                    public Map<String, String[]> getParameterMap() {
                        @SuppressWarnings("unchecked")
                        var fields = (Map<String, String>) getAttribute(READ);
                        return fields == null
                                ? super.getParameterMap()
                                : fields.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, field ->
                                        new String[] {field.getValue()}));
                    }
                },
                response);
    }
}
