import { useMe } from '../session.web.tsx'
import Looks from '../shell/looks.web.tsx'
import { useTitle } from '../title.web.ts'
import { Deputies } from './deputies.web.tsx'
import css from './enter.module.css'
import { FactorSection } from './factors.web.tsx'
import { AccountHistory, SignIns } from './happenings.web.tsx'
import { KeySection } from './keys.web.tsx'
import { PasswordSection } from './password-section.web.tsx'
import { Sessions } from './sessions.web.tsx'

/** The caller's own account: what lets them in, where they are signed in, what happened to it, and how the app looks to them. */
export function AccountPage() {
  useTitle('Account')
  const { account } = useMe()
  return (
    <div className={css.inside}>
      <h1 className={css.title}>{account.name}</h1>
      <p className={css.about}>{account.email}</p>
      <FactorSection />
      <PasswordSection />
      <Deputies />
      <KeySection />
      <Sessions />
      <section className={css.section}>
        <h2>How it looks</h2>
        <p>Kept in this browser.</p>
        <div className={css.look}>
          <Looks />
        </div>
      </section>
      <section className={css.section}>
        <h2>Recent sign-ins</h2>
        <p>Whoever tried to sign in as you, and whether they got in.</p>
        <SignIns of="/me" />
      </section>
      <section className={css.section}>
        <h2>What happened to this account</h2>
        <AccountHistory of="/me" />
      </section>
    </div>
  )
}
