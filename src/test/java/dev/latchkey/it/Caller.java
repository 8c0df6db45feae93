package dev.latchkey.it;

import jakarta.security.jacc.PolicyContext;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.Set;
import java.util.concurrent.Callable;
import javax.security.auth.Subject;
import org.jspecify.annotations.Nullable;

/**
 * A signed-in caller, set directly in Payara's security context by reflection: its classes are on no class path, and
 * these tests do not cover sign-in. The current request is put aside meanwhile, because Jakarta Security prefers its
 * caller.
 */
record Caller(String login, Set<String> roles) {

    private static final String CONTEXT = "com.sun.enterprise.security.SecurityContext";
    private static final String POLICY_CONTEXT = "com.sun.enterprise.security.jacc.context.PolicyContextHandlerImpl";
    private static final String LOGIN = "org.glassfish.security.common.PrincipalImpl";
    private static final String ROLE = "org.glassfish.security.common.Group";

    <V> V calls(Callable<V> call) throws Exception {
        var request = PolicyContext.getContext(HttpServletRequest.class.getName());
        var context = Class.forName(CONTEXT);
        var former = context.getMethod("getCurrent").invoke(null);
        setRequest(null);
        setContext(context.getConstructor(String.class, Subject.class).newInstance(login, subject()));
        try {
            return call.call();
        } finally {
            setContext(former);
            setRequest(request);
        }
    }

    private static void setContext(Object context) throws ReflectiveOperationException {
        var type = Class.forName(CONTEXT);
        type.getMethod("setCurrent", type).invoke(null, context);
    }

    private static void setRequest(@Nullable Object request) throws ReflectiveOperationException {
        var type = Class.forName(POLICY_CONTEXT);
        var data = type.getMethod("getHandlerData")
                .invoke(type.getMethod("getInstance").invoke(null));
        data.getClass()
                .getMethod("setHttpServletRequest", HttpServletRequest.class)
                .invoke(data, request);
    }

    private Subject subject() throws ReflectiveOperationException {
        var subject = new Subject();
        subject.getPrincipals().add(principal(LOGIN, login));
        for (var role : roles) {
            subject.getPrincipals().add(principal(ROLE, role));
        }
        return subject;
    }

    private static Principal principal(String type, String name) throws ReflectiveOperationException {
        return (Principal) Class.forName(type).getConstructor(String.class).newInstance(name);
    }
}
