package dev.latchkey.browser;

import com.microsoft.playwright.options.ColorScheme;

/**
 * How large the reader's window is, in CSS pixels, and whether it is light or dark at first; axe looks at both.
 */
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
