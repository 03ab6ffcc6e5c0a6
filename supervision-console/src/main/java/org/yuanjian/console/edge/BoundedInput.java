package org.yuanjian.console.edge;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;

/// A body of which no more than so many bytes can be read; the next one is a [ProblemException].
final class BoundedInput extends ServletInputStream {
    private final ServletInputStream body;
    private long left;

    BoundedInput(ServletInputStream body, long most) {
        this.body = body;
        this.left = most;
    }

    @Override
    public int read() throws IOException {
        int next = body.read();
        if (next >= 0) {
            count(1);
        }
        return next;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int count = body.read(into, offset, length);
        if (count > 0) {
            count(count);
        }
        return count;
    }

    private void count(int bytes) {
        left -= bytes;
        if (left < 0) {
            throw BodyLimitFilter.tooLarge();
        }
    }

    @Override
    public boolean isFinished() {
        return body.isFinished();
    }

    @Override
    public boolean isReady() {
        return body.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
        body.setReadListener(listener);
    }
}
