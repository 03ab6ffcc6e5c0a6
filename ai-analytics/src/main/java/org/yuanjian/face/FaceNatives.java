package org.yuanjian.face;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// How the native libraries under the models run: without a network, one thread a call, unpacked
/// where we say. They read these as system properties when they are loaded.
public final class FaceNatives {
    private FaceNatives() {}

    /// @param folder where the libraries are unpacked once; half a gigabyte
    static Map<String, String> properties(Path folder) {
        String unpacked = folder.toAbsolutePath().toString();
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("ai.djl.offline", "true");
        properties.put("OPT_OUT_TRACKING", "true");
        properties.put("DJL_CACHE_DIR", unpacked);
        properties.put("ENGINE_CACHE_DIR", unpacked);
        properties.put("ai.djl.pytorch.num_threads", "1");
        properties.put("ai.djl.pytorch.num_interop_threads", "1");
        // It would compile each model anew for each number of faces.
        properties.put("ai.djl.pytorch.graph_optimizer", "false");
        properties.put("org.bytedeco.javacpp.cachedir", unpacked);
        // Libraries mapped into memory count as physical there.
        properties.put("org.bytedeco.javacpp.maxphysicalbytes", "0");
        return properties;
    }

    /// Sets them for this process, which must not have loaded the libraries yet.
    public static void prepare(Path folder) {
        properties(folder).forEach(System::setProperty);
    }
}
