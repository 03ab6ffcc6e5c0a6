package org.yuanjian.console.paper;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// Burns into a still who took it, and why and when, so that any quarter of it says so. Any thread.
public final class StillMark {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 360;
    private static final double TILT = Math.toRadians(-16);
    private static final double SIZE = 16;
    private static final float EDGE = 2;
    private static final float QUALITY = 0.9f;
    private static final int LONGEST = 20;
    private static final Color FILL = new Color(255, 255, 255, 117);
    private static final Color DARK = new Color(0, 0, 0, 97);

    /// Where the texts stand in a picture of 640×360.
    private static final int[][] PLACES = {
        {70, 70}, {280, 70}, {490, 70}, {150, 160}, {370, 160}, {590, 160},
        {60, 250}, {270, 250}, {480, 250}, {160, 335}, {390, 335}, {600, 335},
    };

    private StillMark() {}

    /// @param jpeg as our own decoder wrote it, never as it came from outside
    /// @param who name of who looks
    /// @param why reason and time
    public static byte[] burn(byte[] jpeg, String who, String why) {
        try {
            BufferedImage picture = ImageIO.read(new ByteArrayInputStream(jpeg));
            if (picture == null) {
                throw new IOException("no JPEG");
            }
            Graphics2D ink = picture.createGraphics();
            try {
                draw(ink, picture.getWidth(), picture.getHeight(), cut(who), cut(why));
            } finally {
                ink.dispose();
            }
            return write(picture);
        } catch (IOException e) {
            throw new UncheckedIOException("a still cannot be marked", e);
        }
    }

    /// A sentence would run out of the picture; all of it stands in the ledger.
    private static String cut(String text) {
        int letters = text.codePointCount(0, text.length());
        return letters <= LONGEST
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST - 1)) + "…";
    }

    private static void draw(Graphics2D ink, int width, int height, String who, String why) {
        double scale = Math.max((double) width / WIDTH, (double) height / HEIGHT);
        ink.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        ink.setStroke(
                new BasicStroke(
                        (float) (EDGE * scale), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        PaperFont font = PaperFont.get();
        Shape[] texts = {font.outline(who, SIZE * scale), font.outline(why, SIZE * scale)};
        for (int i = 0; i < PLACES.length; i++) {
            Shape text = texts[i % 2];
            Rectangle2D box = text.getBounds2D();
            AffineTransform there =
                    AffineTransform.getTranslateInstance(
                            (PLACES[i][0] - WIDTH / 2.0) * scale + width / 2.0,
                            (PLACES[i][1] - HEIGHT / 2.0) * scale + height / 2.0);
            there.rotate(TILT);
            there.translate(-box.getCenterX(), 0);
            Shape placed = there.createTransformedShape(text);
            ink.setColor(DARK);
            ink.draw(placed);
            ink.setColor(FILL);
            ink.fill(placed);
        }
    }

    private static byte[] write(BufferedImage picture) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam settings = writer.getDefaultWriteParam();
            settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            settings.setCompressionQuality(QUALITY);
            writer.setOutput(out);
            writer.write(null, new IIOImage(picture, null, null), settings);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
