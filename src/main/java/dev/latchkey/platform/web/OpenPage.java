package dev.latchkey.platform.web;

import dev.latchkey.platform.persistence.OpenPages;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.faces.context.FacesContext;
import jakarta.faces.render.ResponseStateManager;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The page that the current request is about, as the database keeps it between requests: the state of its components
 * and its beans, sealed with the key that only the page has.
 */
final class OpenPage {

    private static final Logger LOG = Logger.getLogger(OpenPage.class.getName());

    /** In bytes, unpacked. */
    private static final int LARGEST = 16 << 20;

    /** No class that a page does not need. It is no defence against who can write to the database: see decision 0031. */
    private static final ObjectInputFilter KNOWN = ObjectInputFilter.Config.createFilter("maxbytes=" + LARGEST
            + ";java.base/*;dev.latchkey.**;jakarta.faces.**;jakarta.el.**;com.sun.faces.**;com.sun.el.**"
            + ";org.apache.myfaces.**;org.apache.el.**;org.glassfish.expressly.**;org.jboss.weld.**"
            + ";org.primefaces.**;org.omnifaces.**;!*");

    private final Kept kept;
    private PageKey key;

    /** The beans that were restored, and lack what is injected. */
    private final Set<String> asleep;

    /** The state that was saved last. */
    private @Nullable Object saved;

    /**
     * What is kept.
     *
     * @param state of the components; null for a new page
     * @param values see {@link PageRoot}
     * @param beans by class
     */
    record Kept(
            String viewId,
            @Nullable Serializable state,
            HashMap<String, Object> values,
            HashMap<String, Serializable> beans)
            implements Serializable {

        Kept(String viewId) {
            this(viewId, null, new HashMap<>(), new HashMap<>());
        }

        Kept with(Object newState) {
            return new Kept(viewId, (Serializable) newState, values, beans);
        }
    }

    private OpenPage(Kept kept, PageKey key) {
        this.kept = kept;
        this.key = key;
        this.asleep = new HashSet<>(kept.beans().keySet());
    }

    static OpenPage current() {
        var context = FacesContext.getCurrentInstance();
        return of(context, context.getViewRoot().getViewId());
    }

    /** A request restores one page at most; an error page that answers it is another one. */
    static OpenPage of(FacesContext context, String viewId) {
        var known = (OpenPage) context.getAttributes().get(OpenPage.class);
        if (known != null && known.kept.viewId().equals(viewId)) {
            return known;
        }
        var page = Optional.of(context)
                .filter(request -> known == null)
                .flatMap(request -> restore(request, viewId))
                .orElseGet(() -> new OpenPage(new Kept(viewId), PageKey.random()));
        context.getAttributes().put(OpenPage.class, page);
        return page;
    }

    private static Optional<OpenPage> restore(FacesContext context, String viewId) {
        return PageKey.parse(context.getExternalContext()
                        .getRequestParameterMap()
                        .get(ResponseStateManager.VIEW_STATE_PARAM))
                .flatMap(key -> pages(context)
                        .find(key.hash())
                        .flatMap(row -> key.open(row, Build.of(context)))
                        .flatMap(OpenPage::read)
                        .filter(kept -> kept.viewId().equals(viewId))
                        .map(kept -> new OpenPage(kept, key)));
    }

    /** Looked up once per application: it is a proxy that any request may use, and a lookup costs as much as a statement. */
    private static OpenPages pages(FacesContext context) {
        return (OpenPages) context.getExternalContext()
                .getApplicationMap()
                .computeIfAbsent(
                        OpenPages.class.getName(),
                        name -> CDI.current().select(OpenPages.class).get());
    }

    /** The state of the components; null if the page is new, or forgotten. */
    @Nullable
    Object state() {
        return kept.state();
    }

    /** What else lasts as long as the page. */
    Map<String, Object> values() {
        return kept.values();
    }

    /**
     * The bean of this class; null if the page has none yet.
     *
     * @param wake called once for a bean that was restored
     */
    <T> @Nullable T bean(Class<T> type, Consumer<T> wake) {
        var bean = type.cast(kept.beans().get(type.getName()));
        if (bean != null && asleep.remove(type.getName())) {
            wake.accept(bean);
        }
        return bean;
    }

    void add(Class<?> type, Object bean) {
        kept.beans().put(type.getName(), (Serializable) bean);
    }

    /**
     * Keeps the page with this state of its components, and returns the key for its next request. A page that cannot be kept
     * is forgotten: what the request did is done, and its answer must arrive.
     */
    String save(Object state) {
        if (saved != state) {
            var isNew = saved == null && kept.state() == null;
            saved = state;
            try {
                var context = FacesContext.getCurrentInstance();
                var sealed = key.seal(write(kept.with(state)), Build.of(context));
                if (isNew) {
                    pages(context).add(key.hash(), sealed);
                } else {
                    pages(context).save(key.hash(), sealed);
                }
            } catch (RuntimeException e) {
                // no message: the database may quote what it was given
                LOG.warning("The page " + kept.viewId() + " cannot be kept: " + causes(e));
                // finds nothing, not even the state before
                key = PageKey.random();
            }
        }
        return key.reveal();
    }

    private static String causes(Throwable thrown) {
        return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
                .map(cause -> cause.getClass().getName())
                .collect(Collectors.joining(", "));
    }

    static byte[] write(Kept page) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(new GZIPOutputStream(bytes))) {
            out.writeObject(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Empty for what cannot be read, such as a page of another server's classes. */
    static Optional<Kept> read(byte[] written) {
        try (var in = new ObjectsOfPages(new GZIPInputStream(new ByteArrayInputStream(written)))) {
            in.setObjectInputFilter(KNOWN);
            return Optional.of((Kept) in.readObject());
        } catch (IOException | ClassNotFoundException | RuntimeException e) {
            LOG.log(Level.FINE, "A page cannot be restored", e);
            return Optional.empty();
        }
    }

    /** Finds the classes of the application. */
    private static final class ObjectsOfPages extends ObjectInputStream {

        ObjectsOfPages(InputStream in) throws IOException {
            super(in);
        }

        @Override
        protected Class<?> resolveClass(ObjectStreamClass description) throws IOException, ClassNotFoundException {
            try {
                return Class.forName(
                        description.getName(), false, Thread.currentThread().getContextClassLoader());
            } catch (ClassNotFoundException e) {
                // primitive types, and what the class loader of the application hides
                return super.resolveClass(description);
            }
        }
    }
}
