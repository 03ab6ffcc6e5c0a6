package org.yuanjian.face;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/// Pictures made for tests, and files altered byte by byte.
final class TestPictures {
    private TestPictures() {}

    /// Noise without a face.
    static BufferedImage noise(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(7);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, random.nextInt(0x1000000));
            }
        }
        return image;
    }

    static BufferedImage image(byte[] file) {
        try {
            return ImageIO.read(new ByteArrayInputStream(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] file(BufferedImage image, String format) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, format, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /// Both beside each other.
    static BufferedImage beside(BufferedImage left, BufferedImage right) {
        BufferedImage both =
                new BufferedImage(
                        left.getWidth() + right.getWidth(),
                        Math.max(left.getHeight(), right.getHeight()),
                        BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = both.createGraphics();
        graphics.drawImage(left, 0, 0, null);
        graphics.drawImage(right, left.getWidth(), 0, null);
        graphics.dispose();
        return both;
    }

    static BufferedImage scaled(BufferedImage image, int width, int height) {
        BufferedImage scaled = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = scaled.createGraphics();
        graphics.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(image, 0, 0, width, height, null);
        graphics.dispose();
        return scaled;
    }

    /// Left and right changed over.
    static BufferedImage mirrored(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        BufferedImage mirrored = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = mirrored.createGraphics();
        graphics.drawImage(image, width, 0, -width, height, null);
        graphics.dispose();
        return mirrored;
    }

    /// Every colour times a factor.
    static BufferedImage dimmed(BufferedImage image, double factor) {
        BufferedImage dimmed = scaled(image, image.getWidth(), image.getHeight());
        for (int y = 0; y < dimmed.getHeight(); y++) {
            for (int x = 0; x < dimmed.getWidth(); x++) {
                int colour = dimmed.getRGB(x, y);
                int dim = 0;
                for (int shift = 0; shift < 24; shift += 8) {
                    int value = (int) Math.min(255, (colour >> shift & 0xFF) * factor);
                    dim |= value << shift;
                }
                dimmed.setRGB(x, y, dim);
            }
        }
        return dimmed;
    }

    /// On its side, as a phone stores it whose EXIF says 6: the first row is the right side.
    static BufferedImage onItsSide(BufferedImage image) {
        int width = image.getHeight();
        int height = image.getWidth();
        BufferedImage turned = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                turned.setRGB(y, image.getWidth() - 1 - x, image.getRGB(x, y));
            }
        }
        return turned;
    }

    /// The JPEG with an EXIF segment behind its first marker.
    static byte[] withOrientation(byte[] jpeg, int orientation) {
        ByteBuffer exif = ByteBuffer.allocate(36);
        exif.put((byte) 0xFF).put((byte) 0xE1).putShort((short) 34);
        exif.put("Exif\0\0".getBytes(StandardCharsets.ISO_8859_1));
        // TIFF: big endian, one entry: 0x0112, SHORT, 1.
        exif.put("MM".getBytes(StandardCharsets.ISO_8859_1)).putShort((short) 42).putInt(8);
        exif.putShort((short) 1).putShort((short) 0x0112).putShort((short) 3).putInt(1);
        exif.putShort((short) orientation).putShort((short) 0).putInt(0);
        ByteBuffer out = ByteBuffer.allocate(jpeg.length + exif.capacity());
        out.put(jpeg, 0, 2).put(exif.array()).put(jpeg, 2, jpeg.length - 2);
        return out.array();
    }

    /// The bytes of a JPEG, one of them changed: that many behind its frame header's marker.
    static byte[] withFrameByte(byte[] jpeg, int offset, int value) {
        byte[] changed = jpeg.clone();
        for (int i = 2; i < jpeg.length - 10; i++) {
            if ((jpeg[i] & 0xFF) == 0xFF && (jpeg[i + 1] & 0xFF) == 0xC0) {
                changed[i + offset] = (byte) value;
                return changed;
            }
        }
        throw new IllegalArgumentException("no frame header");
    }

    /// A PNG chunk with its check.
    static byte[] chunk(String type, byte[] data) {
        byte[] name = type.getBytes(StandardCharsets.ISO_8859_1);
        CRC32 check = new CRC32();
        check.update(name);
        check.update(data);
        return ByteBuffer.allocate(12 + data.length)
                .putInt(data.length)
                .put(name)
                .put(data)
                .putInt((int) check.getValue())
                .array();
    }

    /// The PNG with a chunk behind its header.
    static byte[] withChunk(byte[] png, String type, byte[] data) {
        byte[] chunk = chunk(type, data);
        int header = 8 + 25;
        return ByteBuffer.allocate(png.length + chunk.length)
                .put(png, 0, header)
                .put(chunk)
                .put(png, header, png.length - header)
                .array();
    }

    /// A WebP of one extended header and no picture, or what stands for it.
    static byte[] webp(int flags, int width, int height) {
        ByteBuffer out = ByteBuffer.allocate(30).order(ByteOrder.LITTLE_ENDIAN);
        out.put("RIFF".getBytes(StandardCharsets.ISO_8859_1)).putInt(22);
        out.put("WEBPVP8X".getBytes(StandardCharsets.ISO_8859_1)).putInt(10);
        out.put((byte) flags).put(new byte[3]);
        for (int side : new int[] {width - 1, height - 1}) {
            out.put((byte) side).put((byte) (side >> 8)).put((byte) (side >> 16));
        }
        return out.array();
    }
}
