package dev.latchkey.bench;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.LongAdder;

/** The least that a servlet can do: a constant answer. At {@code /answers}, it tells how many it has given. */
@WebServlet({ConstantServlet.PATH, ConstantServlet.ANSWERS})
public class ConstantServlet extends HttpServlet {

    static final String PATH = "/servlet";
    static final String ANSWERS = "/answers";
    static final String ANSWER = "{\"valid\":true}";

    private static final long serialVersionUID = 1L;
    private static final byte[] BYTES = ANSWER.getBytes(StandardCharsets.US_ASCII);

    private final LongAdder answers = new LongAdder();

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("application/json");
        if (request.getServletPath().equals(ANSWERS)) {
            response.getWriter().print(answers.sum());
            return;
        }
        answers.increment();
        response.setContentLength(BYTES.length);
        response.getOutputStream().write(BYTES);
    }
}
