package dev.latchkey.platform.web;

import jakarta.enterprise.context.NormalScope;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * For a bean that lasts as long as its page. Its fields are kept between two requests, of which different servers may answer each,
 * so they are serializable; what is injected is {@code transient}, and is injected again.
 */
@NormalScope
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface PageScoped {}
