package org.yuanjian.camera.onvif;

import java.util.function.Consumer;

/// An operation and what it is asked with.
///
/// @param service whose namespace and prefix the operation has
/// @param operation its name
/// @param action the SOAP action
/// @param content writes what stands inside the operation's element
record SoapRequest(
        OnvifService service, String operation, String action, Consumer<XmlWriter> content) {

    static SoapRequest of(OnvifService service, String operation) {
        return of(service, operation, xml -> {});
    }

    static SoapRequest of(OnvifService service, String operation, Consumer<XmlWriter> content) {
        return new SoapRequest(service, operation, service.namespace() + "/" + operation, content);
    }

    String answerName() {
        return operation.substring(operation.indexOf(':') + 1) + "Response";
    }
}
