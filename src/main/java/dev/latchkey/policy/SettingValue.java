package dev.latchkey.policy;

/**
 * The current value of a setting.
 *
 * @param inherited whether it is the default
 */
public record SettingValue(String key, String value, boolean inherited) {}
