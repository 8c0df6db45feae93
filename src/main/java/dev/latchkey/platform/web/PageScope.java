package dev.latchkey.platform.web;

import jakarta.enterprise.context.spi.Context;
import jakarta.enterprise.context.spi.Contextual;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.InjectionTarget;
import jakarta.enterprise.inject.spi.ProcessInjectionTarget;
import jakarta.faces.context.FacesContext;
import java.lang.annotation.Annotation;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The {@link PageScoped} beans of the page that the current request is about. */
public class PageScope implements Extension, Context {

    private final Map<Class<?>, InjectionTarget<?>> targets = new ConcurrentHashMap<>();
    private @Nullable BeanManager manager;

    <T> void remember(@Observes ProcessInjectionTarget<T> found) {
        if (found.getAnnotatedType().isAnnotationPresent(PageScoped.class)) {
            targets.put(found.getAnnotatedType().getJavaClass(), found.getInjectionTarget());
        }
    }

    void register(@Observes AfterBeanDiscovery event, BeanManager beans) {
        manager = beans;
        event.addContext(this);
    }

    @Override
    public Class<? extends Annotation> getScope() {
        return PageScoped.class;
    }

    @Override
    public boolean isActive() {
        var faces = FacesContext.getCurrentInstance();
        return faces != null && faces.getViewRoot() != null;
    }

    @Override
    public <T> @Nullable T get(Contextual<T> contextual) {
        return OpenPage.current().bean(type(contextual), kept -> inject(contextual, kept));
    }

    @Override
    public <T> T get(Contextual<T> contextual, CreationalContext<T> creation) {
        var known = get(contextual);
        if (known != null) {
            return known;
        }
        // before its life on the page begins, since it may look up itself
        var created = contextual.create(creation);
        OpenPage.current().add(type(contextual), created);
        return created;
    }

    @SuppressWarnings("unchecked") // the target of a class injects into its instances
    private <T> void inject(Contextual<T> contextual, T kept) {
        var target = (InjectionTarget<T>) Objects.requireNonNull(targets.get(type(contextual)));
        target.inject(kept, Objects.requireNonNull(manager).createCreationalContext(contextual));
    }

    @SuppressWarnings("unchecked") // a class has one bean
    private static <T> Class<T> type(Contextual<T> contextual) {
        return (Class<T>) ((Bean<T>) contextual).getBeanClass();
    }
}
