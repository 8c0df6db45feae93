package dev.latchkey;

import dev.latchkey.platform.LinkMail;
import dev.latchkey.platform.persistence.Connections;
import dev.latchkey.platform.persistence.TestDatabase;
import dev.latchkey.shared.CredentialAct;
import dev.latchkey.shared.CredentialRule;
import dev.latchkey.shared.DomainEvent;
import dev.latchkey.shared.Message;
import jakarta.annotation.Resource;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.security.enterprise.SecurityContext;
import jakarta.security.enterprise.identitystore.Pbkdf2PasswordHash;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.security.Principal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;

/**
 * Injects services as the container does, with the test's clock, transaction and caller. It does not do the rest of the
 * container's work: transactions, {@code @RolesAllowed}, {@code @Valid} and observers.
 */
public final class Services {

    private static final Validator VALIDATOR = Validation.byDefaultProvider()
            .configure()
            .messageInterpolator(new ParameterMessageInterpolator())
            .buildValidatorFactory()
            .getValidator();

    private static final List<Class<? extends Annotation>> INJECTED =
            List.of(Inject.class, PersistenceContext.class, Resource.class);

    private final Map<Class<?>, Object> parts = new HashMap<>();
    private final List<DomainEvent> fired = new ArrayList<>();
    private final List<Object> told = new ArrayList<>();

    private boolean mailIsPossible = true;

    public Services(EntityManager entityManager, Clock clock, String login, String... roles) {
        parts.put(EntityManager.class, entityManager);
        parts.put(Connections.class, TestDatabase.connections(entityManager));
        parts.put(Clock.class, clock);
        parts.put(SecurityContext.class, caller(login, Set.of(roles), Set.of()));
        // the caller presents no token, so only the roles limit the call
        parts.put(CredentialRule.class, (CredentialRule) act -> Optional.empty());
        parts.put(Event.class, proxy(Event.class, (proxy, method, arguments) -> {
            if (arguments[0] instanceof DomainEvent event) {
                fired.add(event);
            } else {
                told.add(arguments[0]);
            }
            return null;
        }));
        parts.put(LinkMail.class, (LinkMail) () -> mailIsPossible);
        // no transaction of the container, so the policy is read each time
        parts.put(
                TransactionSynchronizationRegistry.class,
                proxy(TransactionSynchronizationRegistry.class, (proxy, method, arguments) -> null));
        // every mandate is good
        parts.put(Instance.class, proxy(Instance.class, (proxy, method, arguments) -> Stream.empty()));
        parts.put(Validator.class, VALIDATOR);
        // no setting has a value
        parts.put(Config.class, proxy(Config.class, (proxy, method, arguments) -> Optional.empty()));
        parts.put(Pbkdf2PasswordHash.class, proxy(Pbkdf2PasswordHash.class, (proxy, method, arguments) -> "a hash"));
    }

    /** As a call with this token. Only before the first {@link #get}. */
    public Services calledBy(Principal token, String... roles) {
        parts.put(SecurityContext.class, caller(token.getName(), Set.of(roles), Set.of(token)));
        return this;
    }

    private static SecurityContext caller(String login, Set<String> roles, Set<Principal> others) {
        Principal principal = () -> login;
        return proxy(SecurityContext.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "getCallerPrincipal" -> principal;
            case "isCallerInRole" -> roles.contains((String) arguments[0]);
            case "getPrincipalsByType" -> others;
            default -> throw new UnsupportedOperationException(method.getName());
        });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(Services.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    /** Returns the instance of this class, created with its dependencies on the first call. */
    public <T> T get(Class<T> type) {
        var known = parts.get(type);
        if (known != null) {
            return type.cast(known);
        }
        try {
            var constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            var made = constructor.newInstance();
            parts.put(type, made);
            for (var field : type.getDeclaredFields()) {
                if (INJECTED.stream().anyMatch(field::isAnnotationPresent)) {
                    inject(field, made);
                }
            }
            return made;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private void inject(Field field, Object owner) throws IllegalAccessException {
        field.setAccessible(true);
        field.set(owner, get(field.getType()));
    }

    /** From here on, the caller presents a token to which the policy forbids this. */
    public Services byTokenWithout(CredentialAct forbidden) {
        parts.put(CredentialRule.class, (CredentialRule)
                act -> act == forbidden ? Optional.of(Message.of("api.byToken." + act)) : Optional.empty());
        return this;
    }

    /** From here on, no link can go by mail. */
    public Services withoutMail() {
        mailIsPossible = false;
        return this;
    }

    /** The events that the services fired, in order. */
    public List<DomainEvent> fired() {
        return fired;
    }

    /** The events that are not for the audit log, in order. */
    public List<Object> told() {
        return told;
    }
}
