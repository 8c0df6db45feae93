package dev.latchkey.user;

/** The colour scheme of the pages. */
public enum Appearance {
    SYSTEM,
    LIGHT,
    DARK
}
