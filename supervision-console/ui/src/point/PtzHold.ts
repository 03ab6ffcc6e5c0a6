/** A speed from −1 to 1: right, up, nearer. */
export interface Speed {
  pan: number
  tilt: number
  zoom: number
}

export interface PtzHoldOptions {
  move(speed: Speed): Promise<unknown>
  stop(): Promise<unknown>
  onProblem(problem: unknown): void
  /** Timers of the browser unless told. */
  every?(act: () => void, ms: number): unknown
  end?(timer: unknown): void
}

/** A camera stops by itself 350 ms after it was told last. */
export const REPEAT_MS = 150

/** Moves a camera for as long as a button or key is held: says so again and again, and that it is let go. */
export class PtzHold {
  private speed: Speed | null = null
  private timer: unknown
  private inFlight: Promise<unknown> | null = null
  private readonly every: (act: () => void, ms: number) => unknown
  private readonly end: (timer: unknown) => void

  constructor(private readonly options: PtzHoldOptions) {
    this.every = options.every ?? ((act, ms) => setInterval(act, ms))
    this.end = options.end ?? ((timer) => clearInterval(timer as ReturnType<typeof setInterval>))
  }

  get isHeld(): boolean {
    return this.speed !== null
  }

  press(speed: Speed): void {
    const isOn = this.isHeld
    this.speed = speed
    if (isOn) return
    this.timer = this.every(() => this.beat(), REPEAT_MS)
    this.beat()
  }

  /** The stop goes out at once, even while a movement is still on its way, and once more behind that one. */
  release(): void {
    if (!this.isHeld) return
    this.rest()
    this.sendStop()
    void this.inFlight?.then(() => {
      if (!this.isHeld) this.sendStop()
    })
  }

  private beat(): void {
    if (!this.speed || this.inFlight) return
    const sent = this.options.move(this.speed).catch((problem: unknown) => this.failed(problem))
    this.inFlight = sent
    void sent.finally(() => {
      if (this.inFlight === sent) this.inFlight = null
    })
  }

  private failed(problem: unknown): void {
    if (this.isHeld) {
      this.rest()
      this.sendStop()
    }
    this.options.onProblem(problem)
  }

  private rest(): void {
    this.speed = null
    this.end(this.timer)
  }

  private sendStop(): void {
    // Whoever was not let in to move has nothing to stop: what failed before says it all.
    this.options.stop().catch(() => undefined)
  }
}
