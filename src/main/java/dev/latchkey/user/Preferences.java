package dev.latchkey.user;

/** How a user likes the pages. */
public record Preferences(Language language, Appearance appearance) {}
