package org.yuanjian.relay.transcode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.yuanjian.relay.transcode.TranscodeProtocol.Order;
import org.yuanjian.relay.transcode.TranscodeProtocol.Turned;

class TranscodeProtocolTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(written);

    private DataInputStream in() {
        return new DataInputStream(new ByteArrayInputStream(written.toByteArray()));
    }

    @Test
    void readOrder_written_isTheSame() throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(new byte[] {9, 1, 2, 3}).position(1);

        TranscodeProtocol.write(out, new Order(true, false, -7, bytes.slice()));

        assertThat(TranscodeProtocol.readOrder(in()))
                .isEqualTo(new Order(true, false, -7, ByteBuffer.wrap(new byte[] {1, 2, 3})));
    }

    @Test
    void readAnswer_asManyAsOneMayHold_isTheSame() throws IOException {
        List<Turned> pictures =
                Collections.nCopies(
                        TranscodeProtocol.MAX_PICTURES,
                        new Turned(true, 90_000, ByteBuffer.wrap(new byte[] {1})));

        TranscodeProtocol.write(out, pictures);

        assertThat(TranscodeProtocol.readAnswer(in())).isEqualTo(pictures);
    }

    @Test
    void readAnswer_oneMore_isRefused() throws IOException {
        out.writeByte(TranscodeProtocol.MAX_PICTURES + 1);

        assertThatThrownBy(() -> TranscodeProtocol.readAnswer(in()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("18 pictures");
    }

    @Test
    void readAnswer_lengthNobodyAsksFor_isRefusedBeforeItIsTaken() throws IOException {
        for (int length : List.of(-1, TranscodeProtocol.MAX_TURNED_BYTES + 1)) {
            written.reset();
            out.writeByte(1);
            out.writeBoolean(true);
            out.writeLong(0);
            out.writeInt(length);

            assertThatThrownBy(() -> TranscodeProtocol.readAnswer(in()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("length");
        }
    }
}
