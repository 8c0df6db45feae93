package dev.latchkey.platform.web;

import org.omnifaces.util.Components;
import org.primefaces.PrimeFaces;

/** A form in a dialog, which is built for the command that opens the dialog. */
public final class DialogForm {

    private DialogForm() {}

    /** Forgets what was given before. MyFaces builds the form only after the first command, so that there is nothing yet. */
    public static void reset(String id) {
        if (Components.findComponent(id) != null) {
            PrimeFaces.current().resetInputs(id);
        }
    }
}
