/** How somebody is told: in the inbox alone, there and by a mail at once, there and once a day, or not at all. */
export const ways = ['app', 'mail', 'digest', 'nothing'] as const
export type Way = (typeof ways)[number]

interface Kind {
  readonly label: string
  /** One sentence: when it comes. */
  readonly about: string
  readonly usual: Way
}

/** Everything that people are told of, in the order of the page where they choose how. */
export const notificationKinds = {
  mentioned: {
    label: 'Somebody mentions me',
    about: 'A comment names you.',
    usual: 'mail',
  },
  assigned: {
    label: 'Something becomes mine',
    about: 'A task is given to you, or a record names you, such as its owner.',
    usual: 'mail',
  },
  approval_asked: {
    label: 'My approval is asked for',
    about: 'Something waits for your decision.',
    usual: 'mail',
  },
  approval_decided: {
    label: 'What I asked for is decided',
    about: 'An approval that you asked for was given or refused.',
    usual: 'mail',
  },
  commented: {
    label: 'Comments on what I watch',
    about: 'Somebody writes a comment on a record that you watch.',
    usual: 'digest',
  },
  state_changed: {
    label: 'State changes of what I watch',
    about: 'A record that you watch moves on, such as from active to ended.',
    usual: 'app',
  },
  deadline: {
    label: 'A day comes by which I must decide',
    about: 'Something that you answer for has to be decided by a day.',
    usual: 'mail',
  },
  import_finished: {
    label: 'My imports are done',
    about: 'An import that you started is done.',
    usual: 'app',
  },
  webhook_off: {
    label: 'My webhooks are switched off',
    about: 'A webhook that you saved has reached nobody for three days, or isn’t wanted any more.',
    usual: 'mail',
  },
  automation: {
    label: 'Messages of automations',
    about: 'A rule that somebody set up tells you something.',
    usual: 'app',
  },
} as const satisfies Record<string, Kind>

export type NotificationKind = keyof typeof notificationKinds
export const kindNames = Object.keys(notificationKinds) as NotificationKind[]
