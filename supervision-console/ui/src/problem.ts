/** An error as the console and the relay send it (RFC 9457) or as the page itself finds it. */
export class Problem extends Error {
  constructor(
    /** Stable name of what happened; the messages have words for it. */
    readonly kind: string,
    title = kind,
    /** HTTP status; 0 where there was no answer. */
    readonly status = 0,
    /** Further members the sender added, such as `seconds` or `since`. */
    readonly more: Record<string, unknown> = {},
  ) {
    super(title)
  }
}

/** Reads the problem out of an answer that is not a success. */
export async function problemOf(response: Response): Promise<Problem> {
  const body: unknown = await response.json().catch(() => null)
  return problemFrom(body, response.status)
}

/** Reads a problem out of its JSON. */
export function problemFrom(body: unknown, status = 0): Problem {
  const members = isRecord(body) ? body : {}
  const kind = typeof members.kind === 'string' ? members.kind : `HTTP_${status}`
  const title = typeof members.title === 'string' ? members.title : kind
  return new Problem(kind, title, status, members)
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
