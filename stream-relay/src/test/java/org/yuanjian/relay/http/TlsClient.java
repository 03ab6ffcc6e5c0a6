package org.yuanjian.relay.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/// One connection over TLS to a server of a test, whoever signed what it shows.
public final class TlsClient implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 20_000;
    private static final String END = "\r\n\r\n";
    private static final Pattern LENGTH = Pattern.compile("(?i)\r\nContent-Length: (\\d+)\r\n");

    private final SSLSocket socket;

    public TlsClient(int port) throws IOException, GeneralSecurityException {
        socket =
                (SSLSocket)
                        trusting()
                                .getSocketFactory()
                                .createSocket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.startHandshake();
    }

    /// Trusts everybody.
    public static SSLContext trusting() throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Everybody()}, null);
        return context;
    }

    /// Subject of the certificate that is shown on this connection.
    public String shown() throws IOException {
        X509Certificate own = (X509Certificate) socket.getSession().getPeerCertificates()[0];
        return own.getSubjectX500Principal().getName();
    }

    /// Sends a whole request and returns all that is answered to it.
    public String ask(String request) throws IOException {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
        StringBuilder answer = new StringBuilder();
        byte[] part = new byte[4096];
        int count = 0;
        while (count >= 0 && !isWhole(answer.toString())) {
            count = socket.getInputStream().read(part);
            answer.append(new String(part, 0, Math.max(count, 0), StandardCharsets.ISO_8859_1));
        }
        return answer.toString();
    }

    private static boolean isWhole(String answer) {
        int head = answer.indexOf(END) + END.length();
        Matcher length = LENGTH.matcher(answer);
        return head >= END.length()
                && (length.find()
                        ? answer.length() - head == Integer.parseInt(length.group(1))
                        : answer.endsWith("\r\n0\r\n\r\n"));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private static final class Everybody extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
