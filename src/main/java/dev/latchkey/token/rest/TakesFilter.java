package dev.latchkey.token.rest;

import dev.latchkey.platform.rest.AlsoTakes;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks a call that takes the filter parameters of {@link dev.latchkey.inventory.InventoryParameters}. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@AlsoTakes({
    "login",
    "owner",
    "creator",
    "type",
    "projectKey",
    "scope",
    "status",
    "createdFrom",
    "createdUntil",
    "lastUsedFrom",
    "lastUsedUntil",
    "expiresFrom",
    "expiresUntil",
    "neverExpires",
    "breaksPolicy",
    "everyScope",
    "everyNetwork",
    "unusedForDays",
    "lineage"
})
@interface TakesFilter {}
