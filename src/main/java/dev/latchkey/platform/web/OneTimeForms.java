package dev.latchkey.platform.web;

import jakarta.faces.application.ViewHandler;
import jakarta.faces.application.ViewHandlerWrapper;
import jakarta.faces.context.FacesContext;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Adds a one-time key to every form, next to the Faces view state: see {@link Once}. Scripts renew it after each
 * response.
 */
public class OneTimeForms extends ViewHandlerWrapper {

    private static final int KEY_BYTES = 16;

    private final SecureRandom random = new SecureRandom();

    public OneTimeForms(ViewHandler wrapped) {
        super(wrapped);
    }

    @Override
    public void writeState(FacesContext context) throws IOException {
        super.writeState(context);
        var key = new byte[KEY_BYTES];
        random.nextBytes(key);
        var writer = context.getResponseWriter();
        writer.startElement("input", null);
        writer.writeAttribute("type", "hidden", null);
        writer.writeAttribute("name", Command.KEY, null);
        writer.writeAttribute("value", HexFormat.of().formatHex(key), null);
        writer.writeAttribute("autocomplete", "off", null);
        writer.endElement("input");
    }
}
