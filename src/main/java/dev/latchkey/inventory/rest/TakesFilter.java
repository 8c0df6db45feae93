package dev.latchkey.inventory.rest;

import dev.latchkey.platform.rest.AlsoTakes;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A call that takes whatever says which tokens: the names of {@link dev.latchkey.inventory.InventoryParameters}. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@AlsoTakes({
    "login",
    "owner",
    "creator",
    "type",
    "projectKey",
    "status",
    "createdFrom",
    "createdUntil",
    "lastUsedFrom",
    "lastUsedUntil",
    "expiresFrom",
    "expiresUntil",
    "neverExpires",
    "breaksPolicy",
    "unusedForDays",
    "lineage"
})
@interface TakesFilter {}
