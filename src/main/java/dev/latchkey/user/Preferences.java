package dev.latchkey.user;

/** The page preferences of a user. */
public record Preferences(Language language, Appearance appearance) {}
