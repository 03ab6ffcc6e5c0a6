package org.yuanjian.camera.onvif;

import java.util.function.Consumer;

/// Focus and day or night of one video source.
public final class ImagingService {
    private final OnvifDevice device;
    private final String sourceToken;

    ImagingService(OnvifDevice device, String sourceToken) {
        this.device = device;
        this.sourceToken = sourceToken;
    }

    /// What lets infrared light in.
    public enum NightMode {
        DAY("ON"),
        NIGHT("OFF"),
        AUTO("AUTO");

        // The value speaks of the filter that keeps infrared out.
        private final String filter;

        NightMode(String filter) {
            this.filter = filter;
        }
    }

    /// @param mode from now on
    public void set(NightMode mode) throws OnvifException {
        change(xml -> xml.text("tt:IrCutFilter", mode.filter));
    }

    public void setAutoFocus(boolean auto) throws OnvifException {
        change(xml ->
                xml.open("tt:Focus").text("tt:AutoFocusMode", auto ? "AUTO" : "MANUAL").close());
    }

    private void change(Consumer<XmlWriter> settings) throws OnvifException {
        device.ask(
                SoapRequest.of(
                        OnvifService.IMAGING,
                        "SetImagingSettings",
                        xml -> {
                            xml.text("VideoSourceToken", sourceToken).open("ImagingSettings");
                            settings.accept(xml);
                            xml.close().text("ForcePersistence", "true");
                        }));
    }

    /// Moves the focus until [#stopFocus].
    ///
    /// @param speed from −1, nearer, to 1, farther
    public void moveFocus(double speed) throws OnvifException {
        device.ask(
                SoapRequest.of(
                        OnvifService.IMAGING,
                        "Move",
                        xml ->
                                xml.text("VideoSourceToken", sourceToken)
                                        .open("Focus")
                                        .open("tt:Continuous")
                                        .text("tt:Speed", XmlWriter.decimal(speed))
                                        .close()
                                        .close()));
    }

    public void stopFocus() throws OnvifException {
        device.ask(
                SoapRequest.of(
                        OnvifService.IMAGING,
                        "Stop",
                        xml -> xml.text("VideoSourceToken", sourceToken)));
    }
}
