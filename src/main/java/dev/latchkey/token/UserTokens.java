package dev.latchkey.token;

import java.util.List;

/** The live tokens of one user, by name in code-point order, expired ones included. */
public record UserTokens(String login, List<AccessToken> tokens) {}
