import { Problem } from '../problem'
import { BackOff } from './backOff'
import { LiveSession } from './LiveSession'
import { STEPS, type Figures, type MediaSession, type PlayerState, type PlayTicket, type SessionEvents, type Step, type StreamName, type Way } from './types'
import { isFinal, isOfTheWay, streamOf, waysAfter, waysFor } from './ways'
import { WhepSession } from './WhepSession'

const WATCH_MS = 2_000
const SILENT_MS = 8_000
const STABLE_MS = 60_000
const FIRST_FRAME_MS = 15_000

export interface StreamPlayerOptions {
  point: string
  first: StreamName
  /** Where the picture goes; the player puts video elements in and takes them out. */
  host: HTMLElement
  /** Asks for a fresh ticket for `point/stream`. */
  ticket(stream: string): Promise<PlayTicket>
  onState(state: PlayerState): void
}

interface Running {
  way: Way
  session: MediaSession
  shown: boolean
  /** Opened before anybody wanted to see it. */
  warmed: boolean
  silentSince: number
  progress: number
}

/**
 * Keeps one point's picture on the screen: finds the way that works, keeps the old picture until the new one
 * moves, and tries again when one ends. Knows nothing of the component that shows it.
 */
export class StreamPlayer {
  private state: PlayerState = { is: 'idle' }
  private shown?: Running
  private coming?: Running
  private ways: Way[] = []
  private first: StreamName
  private muted = true
  private stopped = true
  /** Nobody looks yet: what is opened is paused. */
  private warming = false
  private faultSince?: number
  /** Why the first way failed: that the other stream does not exist says less. */
  private reason?: Problem
  private retry?: ReturnType<typeof setTimeout>
  private watch?: ReturnType<typeof setInterval>
  private stable?: ReturnType<typeof setTimeout>
  private readonly backOff = new BackOff()

  constructor(private readonly options: StreamPlayerOptions) {
    this.first = options.first
  }

  /** Starts, or starts anew after a fault. */
  play(): void {
    this.stopped = false
    mark('player:click', { point: this.options.point, stream: this.first })
    this.watch ??= setInterval(() => void this.lookAfter(), WATCH_MS)
    const ready = this.warming ? this.coming : undefined
    this.warming = false
    if (!ready) return this.begin()
    ready.silentSince = Date.now()
    this.connecting(STEPS)
    ready.session.resume()
  }

  /**
   * Gets ready to show the picture at once: opens a paused session, of which nobody counts as looking before [play]. The relay
   * gives it up after half a minute. Does nothing while there is a picture, and without WebRTC.
   */
  warm(): void {
    if (this.shown || this.coming) return
    this.clearTimers()
    this.stopped = false
    this.warming = true
    this.ways = waysFor(this.first, WhepSession.isSupported(), false)
    if (this.ways[0]) this.go(this.ways[0])
  }

  /** Asks for the other stream first from now on; the picture stays until the new one moves. */
  prefer(stream: StreamName): void {
    if (stream === this.first) return
    this.first = stream
    if (this.stopped) return
    if (this.warming) return this.warmOther()
    if (this.shown?.way.stream === stream) {
      this.drop(this.coming)
      this.coming = undefined
      return
    }
    this.begin()
  }

  private warmOther(): void {
    this.drop(this.coming)
    this.coming = undefined
    this.warm()
  }

  setMuted(muted: boolean): void {
    this.muted = muted
    if (this.shown) this.shown.session.video.muted = muted
  }

  /** Frames that were shown so far of the picture that is shown now. */
  get frames(): number {
    return this.shown?.session.video.getVideoPlaybackQuality().totalVideoFrames ?? 0
  }

  /** Figures of the picture that is shown. */
  async figures(): Promise<Figures> {
    const shown = this.shown
    return shown ? { ...(await shown.session.figures()), turned: shown.way.turned } : {}
  }

  stop(): void {
    this.stopped = true
    this.warming = false
    clearInterval(this.watch)
    this.watch = undefined
    this.clearTimers()
    this.drop(this.coming)
    this.drop(this.shown)
    this.coming = this.shown = undefined
    this.become({ is: 'idle' })
  }

  private begin(): void {
    this.clearTimers()
    this.reason = undefined
    this.ways = waysFor(this.first, WhepSession.isSupported(), LiveSession.isSupported())
    const way = this.ways[0]
    if (way) {
      this.go(way)
    } else {
      this.fail(new Problem('NO_PLAYER'))
    }
  }

  private go(way: Way): void {
    this.drop(this.coming)
    const ticket = this.options.ticket(`${this.options.point}/${streamOf(way)}`)
    ticket.catch(() => undefined)
    const events = this.eventsOf(way, () => running)
    const session = way.via === 'whep' ? new WhepSession(events, this.warming) : new LiveSession(events)
    const running: Running = { way, session, shown: false, warmed: this.warming, silentSince: Date.now(), progress: -1 }
    this.coming = running
    this.connecting(1)
    // Below the picture that is shown, so that the first frame can be drawn and seen to be drawn.
    this.options.host.prepend(session.video)
    void session.open(ticket)
  }

  private eventsOf(way: Way, running: () => Running): SessionEvents {
    return {
      onStep: (step) => (this.warming && step === STEPS ? this.become({ is: 'warm', way }) : this.connecting(step)),
      onFirstFrame: () => this.show(running()),
      onEnd: (problem) => this.ended(way, running(), problem),
    }
  }

  private connecting(step: Step): void {
    if (!this.shown) this.become({ is: 'connecting', step })
  }

  private show(running: Running): void {
    if (running !== this.coming) return
    const old = this.shown
    this.shown = running
    this.coming = undefined
    running.shown = true
    running.session.video.muted = this.muted
    this.drop(old)
    this.faultSince = undefined
    const { stream, via } = running.way
    mark('player:first-frame', { point: this.options.point, stream, via })
    this.become({ is: 'playing', way: running.way, hasSound: running.session.hasSound })
    this.stable = setTimeout(() => this.backOff.reset(), STABLE_MS)
  }

  private ended(way: Way, running: Running, problem: Problem): void {
    if (this.stopped) return
    if (running === this.shown) {
      this.shown = undefined
      if (!this.coming) this.fail(problem)
      return
    }
    if (running !== this.coming) return
    this.coming = undefined
    // What was got ready is gone: it is opened anew, as if it had never been.
    if (running.warmed && !this.warming) return this.begin()
    if (problem.kind !== 'UNKNOWN_STREAM') this.reason = problem
    this.ways = waysAfter(this.ways, way, problem.kind, problem.more.alternatives)
    const next = this.ways[0]
    if (next) {
      this.go(next)
    } else if (this.warming) {
      this.cool(problem)
    } else if (!this.shown) {
      this.fail(this.reason ?? problem)
    }
  }

  /** Cannot be got ready. Nobody waits for it: it is tried again when somebody does. */
  private cool(problem: Problem): void {
    this.warming = false
    const isOver = problem.kind === 'ENDED' || isOfTheWay(problem.kind)
    this.become(isOver ? { is: 'idle' } : { is: 'fault', problem, since: Date.now() })
  }

  private fail(problem: Problem): void {
    this.faultSince ??= Date.now()
    const fault: PlayerState = { is: 'fault', problem, since: this.faultSince }
    clearTimeout(this.stable)
    if (!isFinal(problem.kind)) {
      const pause = this.backOff.nextMs()
      fault.retryAt = Date.now() + pause
      this.retry = setTimeout(() => this.begin(), pause)
    }
    this.become(fault)
  }

  /** A picture that stands still, or never comes, ends by its age, whatever the connection says. */
  private async lookAfter(): Promise<void> {
    const running = this.coming ?? this.shown
    if (!running || this.warming) return
    const progress = await running.session.progress()
    if (running !== (this.coming ?? this.shown)) return
    const now = Date.now()
    if (progress !== running.progress) {
      running.progress = progress
      running.silentSince = now
    } else if (now - running.silentSince > (running.shown ? SILENT_MS : FIRST_FRAME_MS)) {
      this.drop(running)
      this.ended(running.way, running, new Problem('NO_FRAMES'))
    }
  }

  private drop(running: Running | undefined): void {
    running?.session.close()
  }

  private clearTimers(): void {
    clearTimeout(this.retry)
    clearTimeout(this.stable)
  }

  private become(state: PlayerState): void {
    this.state = state
    this.options.onState(state)
  }

  get current(): PlayerState {
    return this.state
  }
}

const MOST_MARKS = 500
let marks = 0

/** Leaves an entry for whoever measures, in a bounded list. */
function mark(name: 'player:click' | 'player:first-frame', detail: Record<string, string>): void {
  if (++marks > MOST_MARKS) {
    performance.clearMarks('player:click')
    performance.clearMarks('player:first-frame')
    marks = 1
  }
  performance.mark(name, { detail })
}
