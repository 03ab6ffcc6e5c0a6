package org.yuanjian.benchmark.fleet.scene;

/// A place drawn in code: what does not move is drawn once, what moves is drawn for each picture.
///
/// Both parts draw in a space of 640 × 360 units whatever the size of the picture. Whatever moves
/// is back where it began when `turn` has gone from 0 to 1, so that the loop has no seam.
public interface Scene {
    int WIDTH = 640;
    int HEIGHT = 360;

    /// Draws walls, floor, furniture.
    void drawPlace(Sketch sketch);

    /// Draws whoever moves, over the place.
    ///
    /// @param turn how far the loop has gone, 0 to 1, 1 left out
    void drawLife(Sketch sketch, double turn);

    /// Draws what stands before those who move, such as a railing; usually nothing.
    default void drawForeground(Sketch sketch) {}
}
