package dev.latchkey.authentication;

import dev.latchkey.shared.RequestId;
import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;
import jakarta.servlet.annotation.WebListener;

/** Takes the id of the request from the thread, which {@link AuthenticationModule} gave it. */
@WebListener
public class RequestEnd implements ServletRequestListener {

    @Override
    public void requestDestroyed(ServletRequestEvent ended) {
        RequestId.end();
    }
}
