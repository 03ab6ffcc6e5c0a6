package org.yuanjian.camera.onvif;

/// A position, a way or a speed in the generic spaces: pan and tilt from −1 to 1, zoom from 0 to 1
/// as a position and from −1 to 1 otherwise; right, up and nearer are positive.
public record PtzVector(double pan, double tilt, double zoom) {
    public static final PtzVector STILL = new PtzVector(0, 0, 0);

    void write(XmlWriter xml, String element) {
        xml.open(element)
                .empty("tt:PanTilt", "x", XmlWriter.decimal(pan), "y", XmlWriter.decimal(tilt))
                .empty("tt:Zoom", "x", XmlWriter.decimal(zoom))
                .close();
    }
}
