package org.yuanjian.camera.onvif;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/// Moves the picture of one stream. A device may go on moving whatever it was told, so that who
/// moves it keeps a timer of its own and calls [#stop].
public final class PtzService {
    private static final String CONTINUOUS_MOVE = "ContinuousMove";
    private static final String TIMEOUT = "ContinuousMove/Timeout";

    private final OnvifDevice device;
    private final String profileToken;

    PtzService(OnvifDevice device, String profileToken) {
        this.device = device;
        this.profileToken = profileToken;
    }

    /// What the device can move.
    public List<PtzNode> nodes() throws OnvifException {
        return device.ask(OnvifService.PTZ, "GetNodes").children("PTZNode").stream()
                .map(PtzNode::of)
                .toList();
    }

    /// Moves at a speed until told otherwise, or until `timeout` has passed where the device obeys
    /// it.
    public void move(PtzVector speed, Duration timeout) throws OnvifException {
        if (!device.isAnswered(OnvifService.PTZ, TIMEOUT)) {
            move(speed);
            return;
        }
        try {
            ask(
                    CONTINUOUS_MOVE,
                    xml -> {
                        speed.write(xml, "Velocity");
                        xml.text("Timeout", "PT" + Math.max(1, timeout.toSeconds()) + "S");
                    });
        } catch (OnvifException e) {
            OnvifDevice.needAnswer(e);
            move(speed);
            device.learnUnanswered(OnvifService.PTZ, TIMEOUT);
        }
    }

    private void move(PtzVector speed) throws OnvifException {
        ask(CONTINUOUS_MOVE, xml -> speed.write(xml, "Velocity"));
    }

    /// Stands still at the end of this call: says so in both ways that devices know.
    public void stop() throws OnvifException {
        try {
            ask("Stop", xml -> xml.text("PanTilt", "true").text("Zoom", "true"));
        } catch (OnvifException e) {
            OnvifDevice.needAnswer(e);
            move(PtzVector.STILL);
            return;
        }
        try {
            move(PtzVector.STILL);
        } catch (OnvifException e) {
            OnvifDevice.needAnswer(e);
        }
    }

    public void moveTo(PtzVector position) throws OnvifException {
        ask("AbsoluteMove", xml -> position.write(xml, "Position"));
    }

    public void moveBy(PtzVector way) throws OnvifException {
        ask("RelativeMove", xml -> way.write(xml, "Translation"));
    }

    public List<PtzPreset> presets() throws OnvifException {
        return ask("GetPresets", xml -> {}).children("Preset").stream()
                .map(node -> new PtzPreset(node.attribute("token"), node.text("Name")))
                .toList();
    }

    public void goTo(PtzPreset preset) throws OnvifException {
        ask("GotoPreset", xml -> xml.text("PresetToken", preset.token()));
    }

    /// Keeps the present view.
    public PtzPreset keep(String name) throws OnvifException {
        XmlNode answer = ask("SetPreset", xml -> xml.text("PresetName", name));
        return new PtzPreset(answer.need("PresetToken").text(), name);
    }

    /// Keeps the present view in the place of another.
    public void replace(PtzPreset preset) throws OnvifException {
        ask(
                "SetPreset",
                xml -> xml.text("PresetName", preset.name()).text("PresetToken", preset.token()));
    }

    public void remove(PtzPreset preset) throws OnvifException {
        ask("RemovePreset", xml -> xml.text("PresetToken", preset.token()));
    }

    public void goHome() throws OnvifException {
        ask("GotoHomePosition", xml -> {});
    }

    public void keepHome() throws OnvifException {
        ask("SetHomePosition", xml -> {});
    }

    private XmlNode ask(String operation, Consumer<XmlWriter> more) throws OnvifException {
        return device.ask(
                SoapRequest.of(
                        OnvifService.PTZ,
                        operation,
                        xml -> {
                            xml.text("ProfileToken", profileToken);
                            more.accept(xml);
                        }));
    }
}
