package dev.latchkey.platform.rest;

import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.WriterInterceptor;
import jakarta.ws.rs.ext.WriterInterceptorContext;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Ends a response when its client has disconnected. Jersey would log two errors with stack traces. */
@Provider
public class Disconnection implements WriterInterceptor {

    private static final Logger LOG = Logger.getLogger(Disconnection.class.getName());

    @Override
    public void aroundWriteTo(WriterInterceptorContext context) throws IOException {
        var client = new Client(context.getOutputStream());
        context.setOutputStream(client);
        try {
            context.proceed();
        } catch (IOException | RuntimeException e) {
            if (!client.gone) {
                throw e;
            }
        }
    }

    /** Jersey flushes and closes it after the entity is written. */
    private static final class Client extends FilterOutputStream {

        private boolean gone;

        Client(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                out.write(bytes, offset, length);
            } catch (IOException e) {
                note(e);
                throw e;
            }
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void flush() {
            try {
                out.flush();
            } catch (IOException e) {
                note(e);
            }
        }

        @Override
        public void close() {
            try {
                out.close();
            } catch (IOException e) {
                note(e);
            }
        }

        private void note(IOException e) {
            if (!gone) {
                gone = true;
                LOG.log(Level.FINE, "The client disconnected: {0}", e.toString());
            }
        }
    }
}
