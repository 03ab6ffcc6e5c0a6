package org.yuanjian.face;

import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;

/// A verifier's process that says it is ready, and then reads what it is handed and never answers,
/// or ends with the first picture where its argument is "end".
final class SilentApplication {
    private SilentApplication() {}

    public static void main(String[] arguments) throws IOException {
        DataOutputStream out = new DataOutputStream(new FileOutputStream(FileDescriptor.out));
        out.writeUTF(FaceProtocol.READY);
        out.flush();
        int next = System.in.read();
        while (next >= 0 && arguments.length == 0) {
            next = System.in.read();
        }
    }
}
