import type { purposeZh } from './messages.zh.purpose'

/** Words of the purpose in English. */
export const purposeEn: typeof purposeZh = {
  purpose: {
    label: 'Purpose: ',
    none: 'No purpose chosen: pictures stay closed',
    title: 'First say why you look',
    lead: 'Choose once; it holds until its time is over. The purpose is printed on the pictures and stands in the ledger, and the office sees it next day.',
    of: { routine_tour: 'routine tour', finding: 'finding', visit: 'visit', request: 'request', other: 'other', platform: 'platform' },
    notes: { routine_tour: 'a look round, as planned', finding: 'give its number', visit: 'give its number', request: 'give its number', other: 'one sentence' },
    with: (name, detail) => `${name} ${detail}`,
    number: 'Number',
    numberHint: 'such as 2026-118',
    text: 'Why you look',
    textHint: '4 to 200 characters, printed on the pictures',
    wrong: { number: 'Not opened: a number has 1 to 32 letters, digits or . _ / -.', text: 'Not opened: please write 4 to 200 characters.' },
    go: 'Look',
    not: 'Do not look',
    keep: 'Keep it',
    choose: 'Choose a purpose',
    change: 'change',
    left: (minutes) => (minutes > 60 ? `${Math.floor(minutes / 60)} h ${minutes % 60} min left` : `${minutes} min left`),
  },
}
