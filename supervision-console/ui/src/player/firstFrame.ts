/** Calls back once, when the first picture has been handed to the screen. */
export function firstFrame(video: HTMLVideoElement, call: () => void): void {
  if ('requestVideoFrameCallback' in video) {
    video.requestVideoFrameCallback(() => call())
  } else {
    ;(video as HTMLVideoElement).addEventListener('playing', () => call(), { once: true })
  }
}

/** A silent video element that plays as soon as it can. */
export function newVideo(): HTMLVideoElement {
  const video = document.createElement('video')
  video.autoplay = true
  video.muted = true
  video.playsInline = true
  video.disablePictureInPicture = true
  video.tabIndex = -1
  return video
}
