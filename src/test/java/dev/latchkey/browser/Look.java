package dev.latchkey.browser;

/** How large the reader's window is, in CSS pixels. */
enum Look {
    DESKTOP(1400, 900),
    PHONE(390, 844);

    final int width;
    final int height;

    Look(int width, int height) {
        this.width = width;
        this.height = height;
    }
}
