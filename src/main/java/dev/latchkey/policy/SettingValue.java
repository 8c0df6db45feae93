package dev.latchkey.policy;

/**
 * A setting as it counts now.
 *
 * @param inherited whether nobody decided it, so that it has its default
 */
public record SettingValue(String key, String value, boolean inherited) {}
