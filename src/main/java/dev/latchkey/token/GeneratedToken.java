package dev.latchkey.token;

/** A new token with its value, which is available here only. */
public record GeneratedToken(String login, AccessToken token, TokenSecret secret) {}
