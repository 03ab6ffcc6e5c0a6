package org.yuanjian.benchmark.fleet.onvif;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A request as a camera of the cheaper kind reads it: by looking for names.
///
/// @param operation local name of the element in the body; empty if there is none
record OnvifQuestion(String operation, String body) {
    private static final Pattern OPERATION =
            Pattern.compile("<(?:\\w+:)?Body[^>]*>\\s*<(?:(\\w+):)?(\\w+)");

    static OnvifQuestion read(String body) {
        Matcher found = OPERATION.matcher(body);
        return new OnvifQuestion(found.find() ? found.group(2) : "", body);
    }

    boolean isSoap11() {
        return body.contains("http://schemas.xmlsoap.org/soap/envelope/");
    }

    boolean isOf(String namespace) {
        return body.contains(namespace);
    }

    /// Text of the first element of this name; empty if there is none.
    String text(String element) {
        Matcher found =
                Pattern.compile("<(?:\\w+:)?" + element + "(?: [^>]*)?>([^<]*)</").matcher(body);
        return found.find() ? unescaped(found.group(1)) : "";
    }

    private static String unescaped(String text) {
        return text.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&amp;", "&");
    }
}
