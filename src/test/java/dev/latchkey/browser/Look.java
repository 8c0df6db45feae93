package dev.latchkey.browser;

import com.microsoft.playwright.options.ColorScheme;

/** The size of the window in CSS pixels, and the appearance in which a visit starts; axe checks light and dark. */
enum Look {
    DESKTOP(1400, 900, ColorScheme.LIGHT),
    PHONE(390, 844, ColorScheme.DARK);

    final int width;
    final int height;
    final ColorScheme colors;

    Look(int width, int height, ColorScheme colors) {
        this.width = width;
        this.height = height;
        this.colors = colors;
    }
}
