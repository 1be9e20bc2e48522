/** Replies that most desks begin with. `waitsFor` names a pending reason by whom or what it waits for. */
export const readyMadeMacros = [
  {
    name: 'We look into it',
    word: 'look',
    text: 'Hello {requester.firstName},\n\nthank you for telling us. I am looking into it, and tell you what I find.\n\n{agent.name}',
    toMe: true,
    move: 'start',
  },
  {
    name: 'Ask for more',
    word: 'ask',
    text: 'Hello {requester.firstName},\n\nto help you with “{ticket.title}” I need to know a little more:\n\n- Since when does it happen?\n- What did you do just before?\n- What does the message say, word for word?\n\nAn answer to this mail reaches me.\n\n{agent.name}',
    toMe: true,
    move: 'hold',
    waitsFor: 'requester',
  },
  {
    name: 'Ordered from a supplier',
    word: 'supplier',
    text: 'Hello {requester.firstName},\n\nwe have asked our supplier, and wait for their answer. You need not do anything; I come back to you as soon as I know more.\n\n{agent.name}',
    move: 'hold',
    waitsFor: 'third_party',
  },
  {
    name: 'Solved',
    word: 'solved',
    text: 'Hello {requester.firstName},\n\nit should work again now. If it doesn’t, answer this mail: {ticket.number} is then open again.\n\n{agent.name}',
    toMe: true,
    move: 'resolve',
    resolutionCode: 'solved',
  },
  {
    name: 'Restart first',
    word: 'restart',
    text: 'Hello {requester.firstName},\n\nplease restart the device once (choose *Restart*, not *Shut down*), and tell me whether it still happens.\n\n{agent.firstName}',
    toMe: true,
  },
  {
    name: 'What was tried',
    word: 'tried',
    text: 'Tried so far:\n\n- \n\nSeen:\n\n- \n\nNext:\n\n- ',
    isInternal: true,
  },
] as const
