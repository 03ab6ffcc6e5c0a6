package org.yuanjian.console.picture;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.yuanjian.camera.CameraAccess;
import org.yuanjian.camera.DeviceLock;
import org.yuanjian.camera.DeviceLocks;
import org.yuanjian.camera.RegisteredCameras;
import org.yuanjian.camera.credential.CredentialVault;
import org.yuanjian.camera.registry.PointRegistry;
import org.yuanjian.camera.snapshot.CodedFrame;
import org.yuanjian.camera.snapshot.FrameException;
import org.yuanjian.camera.snapshot.KeyFramePull;
import org.yuanjian.media.StreamFault;
import org.yuanjian.media.StreamId;
import org.yuanjian.picture.CodedPicture;
import org.yuanjian.picture.FrameDecoder;
import org.yuanjian.picture.PictureException;

/// Gives one picture of a point as JPEG: of the open stream where there is one, else of the camera.
/// Any thread that may wait.
public final class PictureService {
    private static final long OPEN_MILLIS = 3_000;

    private final OpenStreams open;
    private final KeyFramePull pull;
    private final FrameDecoder decoder;
    private final DeviceLocks locks;
    private volatile Map<String, CameraAccess> cameras;

    public PictureService(
            PointRegistry registry, CredentialVault vault, DeviceLocks locks, Sources sources) {
        this.open = sources.open();
        this.pull = sources.pull();
        this.decoder = sources.decoder();
        this.locks = locks;
        this.cameras = RegisteredCameras.of(registry.list(), vault);
        registry.onChange(list -> cameras = RegisteredCameras.of(list, vault));
    }

    /// Where pictures come from.
    public record Sources(OpenStreams open, KeyFramePull pull, FrameDecoder decoder) {}

    /// @param wantsSub whether the sub stream will do
    /// @param maxWidth of the JPEG, in pixels
    /// @throws FrameException if no picture came from the camera
    /// @throws PictureException if what came is no picture
    byte[] picture(String code, boolean wantsSub, int maxWidth)
            throws FrameException, PictureException {
        CameraAccess camera = cameras.get(code);
        if (camera == null) {
            throw new FrameException(new StreamFault(StreamFault.Kind.UNKNOWN_STREAM, code));
        }
        boolean isSub = wantsSub && !camera.subPath().isEmpty();
        CodedFrame frame = frame(camera, isSub);
        CodedPicture coded =
                new CodedPicture(
                        switch (frame.kind()) {
                            case H264 -> CodedPicture.Coding.H264;
                            case H265 -> CodedPicture.Coding.H265;
                            case JPEG -> CodedPicture.Coding.JPEG;
                        },
                        frame.bytes());
        return decoder.decode(coded, maxWidth);
    }

    private CodedFrame frame(CameraAccess camera, boolean isSub) throws FrameException {
        StreamId stream = new StreamId(camera.code(), isSub ? StreamId.SUB : StreamId.MAIN);
        Optional<CompletableFuture<CodedFrame>> running = open.keyFrame(stream);
        if (running.isPresent()) {
            try {
                return running.get().get(OPEN_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException | ExecutionException e) {
                // The stream may just have ended; the camera itself may still answer.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        DeviceLock lock = locks.of(camera.device(), camera.user(), camera.password());
        return pull.pull(stream, camera, isSub ? camera.subPath() : camera.mainPath(), lock);
    }
}
