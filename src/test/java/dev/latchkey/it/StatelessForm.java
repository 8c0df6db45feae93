package dev.latchkey.it;

import dev.latchkey.it.Api.Answer;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;

/** A form of a stateless page, as a browser without scripts sends it, with what Mojarra and MyFaces each add. */
record StatelessForm(Api anybody, String path, String cookies, String hidden) {

    /** @param session the cookie of the reader's session; blank for nobody */
    static StatelessForm open(Api anybody, String path, String session) {
        var page = anybody.send(anybody.request(path)
                .header("Cookie", session.isEmpty() ? "none=1" : session)
                .GET());
        var cookie = page.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
        var nonce = page.text().replaceFirst("(?s).*name=\"primefaces.nonce\" value=\"([^\"]*)\".*", "$1");
        return new StatelessForm(
                anybody,
                path,
                session.isEmpty() ? cookie : session + "; " + cookie,
                "form=form&form_SUBMIT=1&jakarta.faces.ViewState=stateless&formToken="
                        + cookie.substring(cookie.indexOf('=') + 1) + "&primefaces.nonce=" + encode(nonce));
    }

    /** @param button the id of the pressed one */
    Answer send(String button, String... namesAndValues) {
        var body = new StringBuilder(hidden).append('&').append(button).append('=');
        for (int i = 0; i < namesAndValues.length; i += 2) {
            body.append('&').append(namesAndValues[i]).append('=').append(encode(namesAndValues[i + 1]));
        }
        return anybody.send(anybody.request(path)
                .header("Cookie", cookies)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body.toString())));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
