import { createHmac } from 'node:crypto'

const STEP_S = 30
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** An authenticator app (RFC 6238): each code is of a later step than the one before, since a step counts once. */
export class AuthenticatorApp {
  constructor(secret) {
    this.key = base32(secret.replace(/\s/g, ''))
    this.last = 0
  }

  code() {
    this.last = Math.max(Math.floor(Date.now() / 1000 / STEP_S), this.last + 1)
    const counter = Buffer.alloc(8)
    counter.writeBigUInt64BE(BigInt(this.last))
    const mac = createHmac('sha1', this.key).update(counter).digest()
    const at = mac[19] & 15
    return String((mac.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0')
  }
}

function base32(text) {
  const bits = [...text].map((letter) => LETTERS.indexOf(letter).toString(2).padStart(5, '0')).join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
}
