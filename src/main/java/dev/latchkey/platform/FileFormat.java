package dev.latchkey.platform;

/** The format of an exported file. */
public enum FileFormat {
    CSV,
    JSON
}
