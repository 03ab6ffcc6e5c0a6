import type { pictureZh } from './messages.zh.picture'

/** Words around a picture, in English. */
export const pictureEn: typeof pictureZh = {
  ptz: {
    title: 'Camera movement',
    home: 'Back to its place',
    ways: { up: 'Up', left: 'Left', right: 'Right', down: 'Down', nearer: 'Zoom in', farther: 'Zoom out' },
    presets: 'Kept views',
    noPresets: 'No view is kept yet.',
    preset: (n, name) => `${n} ${name}`,
    keep: 'Keep this view',
    name: 'Name',
    nameHint: 'for example: entrance',
    save: 'Keep',
    cancel: 'Cancel',
    removeOne: 'Remove a view',
    whichRemove: 'Press the view to remove',
    remove: (name) => `Remove ${name}`,
    keys: 'Keys',
    keysNote: 'Arrows turn it, + and - zoom, digits go to kept views.',
    note: 'It stops when you let go, and returns to its place after 3 minutes at rest.',
    free: 'Nobody else is moving it.',
    mine: 'You are moving it.',
    held: 'Someone else is moving it.',
    heldBy: (name) => `${name} is moving it.`,
    heldUntil: (name, time) => `${name} is moving it. If they stop now, it is free at ${time}.`,
  },
}
