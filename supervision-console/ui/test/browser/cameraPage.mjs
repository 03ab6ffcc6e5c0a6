/**
 * A page that plays the relay's part: it answers WHEP offers with a drawn, moving scene, so that the wall can be
 * tried in a real browser without cameras. Runs inside the browser.
 */
export function cameraPage() {
  const peers = []
  const scenes = ['#b9c1b6', '#aab4bd', '#9fae9b', '#c9c3b8', '#b9c1c2', '#8f918d']

  function draw(canvas, n) {
    const g = canvas.getContext('2d')
    let t = 0
    const paint = () => {
      t += 1
      g.fillStyle = scenes[n % scenes.length]
      g.fillRect(0, 0, 640, 360)
      g.fillStyle = '#6f6a5f'
      g.fillRect(0, 210, 640, 150)
      g.fillStyle = '#5c7687'
      g.fillRect(150, 170, 340, 70)
      g.fillStyle = '#2c3c46'
      for (let i = 0; i < 3; i++) {
        const x = 80 + ((t * 2 + i * 190 + n * 70) % 520)
        g.beginPath()
        g.arc(x, 190 + i * 24, 14, 0, 7)
        g.fill()
        g.fillRect(x - 18, 204 + i * 24, 36, 66)
      }
      g.fillStyle = '#fff'
      g.font = '600 15px monospace'
      g.fillText(`+${(t / 8).toFixed(1)} s`, 14, 24)
    }
    paint()
    setInterval(paint, 125)
  }

  /** Answers one offer with all candidates in it, as an ICE-lite server would. */
  globalThis.answer = async (sdp, n) => {
    const canvas = document.createElement('canvas')
    canvas.width = 640
    canvas.height = 360
    draw(canvas, n)
    const peer = new RTCPeerConnection()
    peers.push(peer)
    await peer.setRemoteDescription({ type: 'offer', sdp })
    for (const track of canvas.captureStream(8).getVideoTracks()) {
      peer.addTrack(track)
    }
    await peer.setLocalDescription()
    await new Promise((done) => {
      if (peer.iceGatheringState === 'complete') done()
      else peer.onicegatheringstatechange = () => peer.iceGatheringState === 'complete' && done()
    })
    return peer.localDescription.sdp
  }
}
