package dev.latchkey.browser;

import com.microsoft.playwright.options.ColorScheme;

/** How wide the reader's window is, in CSS pixels, and whether it is light or dark. */
enum Look {
    DESKTOP_LIGHT(1400, 900, ColorScheme.LIGHT),
    DESKTOP_DARK(1400, 900, ColorScheme.DARK),
    PHONE_LIGHT(390, 844, ColorScheme.LIGHT),
    PHONE_DARK(390, 844, ColorScheme.DARK);

    final int width;
    final int height;
    final ColorScheme colours;

    Look(int width, int height, ColorScheme colours) {
        this.width = width;
        this.height = height;
        this.colours = colours;
    }
}
