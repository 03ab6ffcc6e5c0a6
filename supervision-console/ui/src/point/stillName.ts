import { clock, day } from '../messages'

/** Name of the file: which point, and when; without what no file may be called. */
export function stillName(title: string, at: number): string {
  const time = `${new Date(at).getFullYear()}-${day(at)} ${clock(at, true).replaceAll(':', '')}`
  return `${title.replaceAll(/[\\/:*?"<>|\s]+/g, ' ').trim()} ${time}.jpg`
}
