package org.yuanjian.camera.onvif;

/// How a device wants to be spoken to, the usual way first.
enum SoapStyle {
    /// The action as a parameter of the content type (SOAP 1.2 part 2 §6.5.3).
    SOAP_1_2("application/soap+xml; charset=utf-8"),
    /// Without it: some take the parameter for an unknown type.
    SOAP_1_2_NO_ACTION("application/soap+xml; charset=utf-8"),
    /// The action in a field of its own.
    SOAP_1_1("text/xml; charset=utf-8");

    private final String contentType;

    SoapStyle(String contentType) {
        this.contentType = contentType;
    }

    String contentType(String action) {
        return this == SOAP_1_2 ? contentType + "; action=\"" + action + '"' : contentType;
    }
}
