import { Problem } from '../problem'
import { needPurpose } from '../purpose/purpose'
import { StreamPlayer, type StreamPlayerOptions } from './StreamPlayer'
import type { PlayerState } from './types'

/** What a wanted picture needs to know when it opens. */
export type Wanted = () => Omit<StreamPlayerOptions, 'onState'> | undefined

/**
 * A picture that somebody wants to see, whether or not it can be seen: it opens once it is said why, closes when that ends,
 * and opens anew for another purpose.
 */
export class WantedPlayer {
  private player?: StreamPlayer
  private isWanted = false
  /** Opened though nobody wants to see it yet. */
  private isWarm = false
  private muted = true
  /** The purpose the picture was opened for. */
  private openedFor: string | null = null

  constructor(
    private readonly wanted: Wanted,
    private readonly purposeNow: () => string | null,
    private readonly onState: (state: PlayerState) => void,
  ) {}

  get isOn(): boolean {
    return this.isWanted
  }

  get open(): StreamPlayer | undefined {
    return this.player
  }

  async play(muted: boolean): Promise<void> {
    this.isWanted = true
    this.muted = muted
    if (!(await needPurpose())) {
      if (this.isWanted && !this.player) this.onState(noReason())
      return
    }
    const wanted = this.wanted()
    if (!this.isWanted || (this.player && !this.isWarm) || !wanted) return
    this.player ??= new StreamPlayer({ ...wanted, onState: this.onState })
    this.player.setMuted(this.muted)
    this.begin(this.player)
  }

  /** Gets ready what may be wanted soon, so that [play] shows it at once; without a purpose nothing. */
  warm(): void {
    const wanted = this.wanted()
    if (this.isWanted || this.player || this.purposeNow() === null || !wanted) return
    this.player = new StreamPlayer({ ...wanted, onState: this.onState })
    this.isWarm = true
    this.openedFor = this.purposeNow()
    this.player.warm()
  }

  private begin(player: StreamPlayer): void {
    this.isWarm = false
    this.openedFor = this.purposeNow()
    player.play()
  }

  /** A fault is tried again, after the question where there is no purpose. */
  async retry(): Promise<void> {
    if (!this.player) return this.play(this.muted)
    if ((await needPurpose()) && this.player) this.begin(this.player)
  }

  setMuted(muted: boolean): void {
    this.muted = muted
    this.player?.setMuted(muted)
  }

  stop(): void {
    this.isWanted = false
    this.close()
    this.onState({ is: 'idle' })
  }

  /** To be told of each change of the purpose. */
  purposeChanged(): void {
    const now = this.purposeNow()
    if (now === this.openedFor) return
    if (!this.isWanted) {
      if (this.player) this.stop()
    } else if (now === null) {
      this.close()
      this.onState(noReason())
    } else {
      void this.retry()
    }
  }

  private close(): void {
    this.player?.stop()
    this.player = undefined
    this.isWarm = false
    this.openedFor = null
  }
}

const noReason = (): PlayerState => ({ is: 'fault', problem: new Problem('NO_REASON'), since: Date.now() })
