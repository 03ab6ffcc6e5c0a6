package org.yuanjian.face;

import static org.bytedeco.opencv.global.opencv_core.setNumThreads;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.jspecify.annotations.Nullable;
import org.yuanjian.face.FaceModels.Role;
import org.yuanjian.face.PictureReader.Picture;
import org.yuanjian.face.StageTimes.Stage;

/// Reads faces with one instance of every model: file → pixels → face → points → aligned → vector.
/// One thread; keeps nothing from one call to the next.
final class FaceReader implements AutoCloseable {
    /// How many pictures one call may bring.
    static final int MOST = 8;

    private final FaceDetector detector;
    private final FaceEmbedder embedder;
    private final PresencePair presence;
    private final StageTimes times = new StageTimes();

    /// What became of one picture: a reading, or the reason why there is none.
    record Outcome(@Nullable FaceReading reading, @Nullable FaceException refusal) {
        FaceReading need() throws FaceException {
            if (refusal != null) {
                throw refusal;
            }
            if (reading == null) {
                throw new FaceException(FaceReason.FAILED, "no outcome");
            }
            return reading;
        }
    }

    /// A face that was found, up to the moment it has its vector.
    private record Found(
            FaceOrder order,
            Picture file,
            PresencePair.Face face,
            Mat aligned,
            Set<FaceReason> reasons) {}

    private record Step(@Nullable Found found, @Nullable FaceException refusal) {}

    FaceReader(FaceModels models) throws FaceException {
        setNumThreads(1);
        detector = new FaceDetector(model(models, Role.DETECTOR, 1));
        embedder =
                new FaceEmbedder(
                        model(models, Role.EMBEDDER, MOST),
                        models.text(Role.EMBEDDER, "name"),
                        models.card(Role.EMBEDDER).sha256());
        presence =
                new PresencePair(
                        part(models, Role.PRESENCE_NEAR), part(models, Role.PRESENCE_WIDE));
    }

    private static TorchModel model(FaceModels models, Role role, int most) throws FaceException {
        return new TorchModel(models.read(role), (int) models.number(role, "side"), most);
    }

    private static PresencePair.Part part(FaceModels models, Role role) throws FaceException {
        return new PresencePair.Part(model(models, role, MOST), models.number(role, "scale"));
    }

    StageTimes times() {
        return times;
    }

    /// Reads up to [#MOST] pictures, which may be of different callers: what is asked of the models
    /// is asked at once.
    ///
    /// @return in their order
    List<Outcome> read(List<FaceOrder> orders) throws FaceException {
        try (PointerScope _ = new PointerScope()) {
            times.begin();
            List<Step> steps = orders.stream().map(this::find).toList();
            List<Found> found = new ArrayList<>();
            for (Step step : steps) {
                if (step.found() != null) {
                    found.add(step.found());
                }
            }
            List<FaceTemplate> templates =
                    embedder.embed(found.stream().map(Found::aligned).toList());
            times.end(Stage.EMBED);
            List<@Nullable Double> live = live(found);
            List<Outcome> outcomes = new ArrayList<>();
            int next = 0;
            for (Step step : steps) {
                if (step.found() == null) {
                    outcomes.add(new Outcome(null, step.refusal()));
                } else {
                    outcomes.add(outcome(step.found(), templates.get(next), live.get(next)));
                    next++;
                }
            }
            return outcomes;
        }
    }

    private Step find(FaceOrder order) {
        try {
            times.begin();
            Picture picture = PictureReader.read(order.picture(), order.formats());
            times.end(Stage.DECODE);
            FaceDetector.Faces found = detector.find(picture.pixels());
            List<FaceBox> faces = bestFirst(found);
            times.end(Stage.DETECT);
            if (faces.isEmpty()) {
                throw new FaceException(FaceReason.NO_FACE, "no face found");
            }
            FaceBox box = faces.getFirst();
            Mat aligned = FaceAligner.align(found.picture(), box.points());
            Set<FaceReason> reasons =
                    FaceQuality.judge(faces, FaceMeasures.of(aligned), picture.shrunk());
            times.end(Stage.ALIGN);
            PresencePair.Face face = new PresencePair.Face(found.picture(), box);
            return new Step(new Found(order, picture, face, aligned, reasons), null);
        } catch (FaceException e) {
            return new Step(null, e);
        }
    }

    /// The large face in the middle: area less twice the square of its way from the centre.
    static List<FaceBox> bestFirst(FaceDetector.Faces faces) {
        double centreX = faces.picture().cols() / 2.0;
        double centreY = faces.picture().rows() / 2.0;
        return faces.found().stream()
                .sorted(Comparator.comparingDouble(face -> -prominence(face, centreX, centreY)))
                .toList();
    }

    private static double prominence(FaceBox face, double centreX, double centreY) {
        double x = (face.left() + face.right()) / 2 - centreX;
        double y = (face.top() + face.bottom()) / 2 - centreY;
        return face.area() - 2 * (x * x + y * y);
    }

    private List<@Nullable Double> live(List<Found> found) throws FaceException {
        List<PresencePair.Face> asked =
                found.stream()
                        .filter(face -> face.order().wantsPresence())
                        .map(Found::face)
                        .toList();
        List<Double> live = presence.live(asked);
        times.end(Stage.PRESENCE);
        List<@Nullable Double> all = new ArrayList<>();
        int next = 0;
        for (Found face : found) {
            all.add(face.order().wantsPresence() ? live.get(next++) : null);
        }
        return all;
    }

    private static Outcome outcome(Found face, FaceTemplate template, @Nullable Double live) {
        List<FaceReason> reasons = new ArrayList<>(face.reasons());
        if (live != null && live < PresencePair.LIVE_FROM) {
            reasons.add(FaceReason.PERHAPS_NOT_LIVE);
        }
        if (face.file().isTurned()) {
            reasons.add(FaceReason.TURNED_UPRIGHT);
        }
        FacePoints points = face.face().box().points();
        return new Outcome(
                new FaceReading(
                        template,
                        reasons,
                        HeadPose.of(points),
                        points.eyeDistance() * face.file().shrunk(),
                        live,
                        face.order().wantsFace() ? jpeg(face.aligned()) : null),
                null);
    }

    private static byte[] jpeg(Mat picture) {
        try (BytePointer out = new BytePointer()) {
            imencode(".jpg", picture, out);
            byte[] bytes = new byte[(int) out.limit()];
            out.get(bytes);
            return bytes;
        }
    }

    @Override
    public void close() {
        detector.close();
        embedder.close();
        presence.close();
    }
}
