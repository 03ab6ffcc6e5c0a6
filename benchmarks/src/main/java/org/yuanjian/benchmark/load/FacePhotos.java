package org.yuanjian.benchmark.load;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;

/// Pictures as a phone sends them, 1280 × 960, made in memory of the development set that stands
/// beside a checkout. Nothing of them is kept or shown.
public final class FacePhotos {
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 960;
    private static final float QUALITY = 0.9f;
    private static final String LIST = "pairs.csv";

    private FacePhotos() {}

    /// A picture of a reference and one to be compared with it.
    @SuppressWarnings("ArrayRecordComponent") // handed on and never compared
    public record Photos(byte[] reference, byte[] live) {}

    /// @param folder of the development set
    /// @throws IOException if it is not there
    public static List<Photos> read(Path folder, int count) throws IOException {
        if (!Files.isRegularFile(folder.resolve(LIST))) {
            throw new IOException("there are no pictures of faces in " + folder);
        }
        List<String> lines;
        try (var all = Files.lines(folder.resolve(LIST))) {
            lines = all.filter(line -> line.startsWith("lfw/")).limit(count).toList();
        }
        List<Photos> photos = new ArrayList<>();
        for (String line : lines) {
            String[] paths = line.split(",", -1);
            photos.add(
                    new Photos(photo(folder.resolve(paths[0])), photo(folder.resolve(paths[1]))));
        }
        return photos;
    }

    /// The face as large as it fits, the sides as a wall.
    private static byte[] photo(Path file) throws IOException {
        BufferedImage face = ImageIO.read(file.toFile());
        BufferedImage photo = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = photo.createGraphics();
        graphics.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.drawImage(face, 0, 0, WIDTH, HEIGHT, 0, 0, 1, face.getHeight(), null);
        int left = (WIDTH - HEIGHT) / 2;
        graphics.drawImage(face, left, 0, HEIGHT, HEIGHT, null);
        graphics.dispose();
        return jpeg(photo);
    }

    private static byte[] jpeg(BufferedImage photo) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (var stream = ImageIO.createImageOutputStream(out)) {
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionQuality(QUALITY);
            writer.setOutput(stream);
            writer.write(null, new IIOImage(photo, null, null), parameters);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }
}
