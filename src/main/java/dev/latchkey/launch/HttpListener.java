package dev.latchkey.launch;

import dev.latchkey.platform.configuration.BadConfiguration;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.URL;
import java.util.Optional;
import javax.net.ssl.HttpsURLConnection;

/**
 * The only listener of the server: address (all addresses of this machine by default) and port (1 to 65535). With a certificate,
 * it speaks HTTPS and nothing else.
 */
record HttpListener(InetAddress address, int port, Optional<ServerCertificate> certificate) {

    static final String ADDRESS = "LATCHKEY_HTTP_ADDRESS";
    static final String PORT = "LATCHKEY_HTTP_PORT";

    private static final String ALL_ADDRESSES = "0.0.0.0";
    private static final int USUAL_PORT = 8080;
    private static final int USUAL_PORT_OF_HTTPS = 8443;
    private static final int ANSWER_TIMEOUT_MILLIS = 10_000;

    static HttpListener from(SettingSource settings) throws BadConfiguration {
        var certificate = ServerCertificate.from(settings);
        var listener = new HttpListener(
                address(settings.get(ADDRESS).orElse(ALL_ADDRESSES)),
                settings.port(PORT, certificate.isPresent() ? USUAL_PORT_OF_HTTPS : USUAL_PORT),
                certificate);
        listener.checkPort();
        return listener;
    }

    /** The URL for a browser on this machine. */
    String url() {
        var local = address.isAnyLocalAddress() || address.isLoopbackAddress();
        return scheme() + "://" + (local ? "localhost" : address.getHostAddress()) + ":" + port + "/";
    }

    private String scheme() {
        return certificate.isPresent() ? "https" : "http";
    }

    /**
     * Whether the application responds at the root, even with a demand to sign in; a server without application
     * responds with 404.
     */
    boolean answers() throws IOException {
        var here = address.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : address;
        var connection =
                (HttpURLConnection) new URL(scheme(), here.getHostAddress(), port, "/").openConnection(Proxy.NO_PROXY);
        if (connection instanceof HttpsURLConnection encrypted) {
            encrypted.setSSLSocketFactory(certificate.orElseThrow().trust());
            // it names the host that clients know, and this is the address
            encrypted.setHostnameVerifier((host, session) -> true);
        }
        connection.setInstanceFollowRedirects(false);
        connection.setConnectTimeout(ANSWER_TIMEOUT_MILLIS);
        connection.setReadTimeout(ANSWER_TIMEOUT_MILLIS);
        var status = connection.getResponseCode();
        return status != HttpURLConnection.HTTP_NOT_FOUND && status < HttpURLConnection.HTTP_INTERNAL_ERROR;
    }

    private static InetAddress address(String value) throws BadConfiguration {
        try {
            var address = InetAddress.getByName(value);
            new ServerSocket(0, 1, address).close();
            return address;
        } catch (IOException e) {
            throw new BadConfiguration(
                    ADDRESS,
                    value,
                    "is not an address of this machine (" + e.getMessage()
                            + "); name one, or leave it out to listen on all of them");
        }
    }

    private void checkPort() throws BadConfiguration {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(address, port));
        } catch (IOException e) {
            throw new BadConfiguration(
                    PORT,
                    Integer.toString(port),
                    "is not available (" + e.getMessage() + "); stop the program that uses it, or choose another port");
        }
    }
}
