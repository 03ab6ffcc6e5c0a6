package org.yuanjian.benchmark.fleet.onvif;

import java.util.Map;

/// What moves a camera's picture, as its ONVIF side sees it. Any thread.
public interface OnvifHead {
    /// Names of the kept views by their tokens, in the order they were kept.
    Map<String, String> presets();

    /// Keeps the present view.
    ///
    /// @param token of the view it takes the place of; empty for a new one
    /// @return its token
    String keep(String token, String name);

    /// Whether there was such a view.
    boolean remove(String token);

    /// Whether there is such a view to go to.
    boolean goTo(String token);

    void goHome();

    void keepHome();

    /// Moves at a speed.
    ///
    /// @param seconds when it stops by itself; 0: never
    void move(Vector speed, double seconds);

    void moveTo(Vector position);

    void moveBy(Vector way);

    void stop();

    /// Pan and tilt from −1 to 1, zoom from 0 to 1 as a position and from −1 to 1 otherwise.
    record Vector(double pan, double tilt, double zoom) {
        public static final Vector STILL = new Vector(0, 0, 0);

        public boolean isStill() {
            return pan == 0 && tilt == 0 && zoom == 0;
        }

        /// So much further, and not beyond the ends.
        public Vector plus(Vector speed, double seconds) {
            return new Vector(
                    Math.clamp(pan + speed.pan * seconds, -1, 1),
                    Math.clamp(tilt + speed.tilt * seconds, -1, 1),
                    Math.clamp(zoom + speed.zoom * seconds, 0, 1));
        }
    }
}
