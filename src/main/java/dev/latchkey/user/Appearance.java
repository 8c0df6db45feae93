package dev.latchkey.user;

/** In which colours a user sees the pages. */
public enum Appearance {
    SYSTEM,
    LIGHT,
    DARK
}
