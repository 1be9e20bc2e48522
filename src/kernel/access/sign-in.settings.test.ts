import { describeSettings } from '../../../test/kit/describe-settings.ts'
import { defineSignInSettings } from './sign-in.settings.ts'

await describeSettings(defineSignInSettings([]), {
  change: {
    shortestPassword: 16,
    refusesCommon: false,
    sessionLasts: 36_000,
    idleTimeOut: 1800,
    secondFactorFor: ['cio'],
  },
  refuses: { shortestPassword: 4, sessionLasts: 60, idleTimeOut: 86_400 * 89, secondFactorFor: ['nobody'] },
})
