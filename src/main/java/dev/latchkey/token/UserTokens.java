package dev.latchkey.token;

import java.util.List;

/** Tokens of one user, by name in code-point order, the newest of a name first. */
public record UserTokens(String login, List<AccessToken> tokens) {}
