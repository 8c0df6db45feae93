package dev.latchkey.token;

/** A token just generated, with its value for the only time. */
public record GeneratedToken(String login, AccessToken token, TokenSecret secret) {}
