package org.yuanjian.media.fmp4;

/// Takes a stream as fragments. Called on the thread that feeds the cutter; no call may block or
/// throw.
public interface FragmentSink {
    /// What follows belongs to this init segment; the next fragment starts with a key frame. Comes
    /// again when the camera changes its formats, or its audio comes or goes.
    void onInit(InitSegment init);

    /// @param fragment borrowed for the call
    void onFragment(MediaFragment fragment);

    /// Of the present tracks none can be put into fragments.
    void onUnplayable();
}
