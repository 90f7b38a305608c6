package raconteur.character;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/**
 * Draws the picture of a character that has none, for cards that must be one: a figure before a colour that goes by its
 * name. Without letters, since a server may have no fonts.
 */
final class DefaultPicture {
    private static final int WIDTH = 400;
    private static final int HEIGHT = 600;

    private DefaultPicture() {}

    /** A PNG of a card's shape; the same for the same name. */
    static byte[] of(String name) {
        var hue = Math.floorMod(name.hashCode() * 31, 360) / 360f;
        var picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        var pen = picture.createGraphics();
        try {
            pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            pen.setPaint(new GradientPaint(
                    0, 0, Color.getHSBColor(hue, 0.35f, 0.75f), 0, HEIGHT, Color.getHSBColor(hue, 0.55f, 0.35f)));
            pen.fill(new Rectangle2D.Double(0, 0, WIDTH, HEIGHT));
            pen.setPaint(new Color(1f, 1f, 1f, 0.55f));
            pen.fill(new Ellipse2D.Double(130, 160, 140, 170));
            pen.fill(new Ellipse2D.Double(50, 365, 300, 420));
        } finally {
            pen.dispose();
        }
        var out = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, "png", out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible); // to memory
        }
        return out.toByteArray();
    }
}
