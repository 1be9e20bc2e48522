import { useQuery } from '@tanstack/react-query'
import { read } from '../api.web.ts'
import { Toned } from '../field/state.web.tsx'
import { When } from '../field/when.web.tsx'
import type { AccountEntry, SignInEntry } from './data.web.ts'
import { deviceText } from './device.ts'
import css from './enter.module.css'
import { wayInText } from './way-in.ts'

/** What happened to an account, newest first; `of` is `/me` or `/accounts/<id>`. */
export function AccountHistory({ of }: { of: string }) {
  const { data, error } = useQuery({
    queryKey: of === '/me' ? ['me', 'history'] : ['account', of, 'history'],
    queryFn: ({ signal }) => read<{ entries: readonly AccountEntry[] }>(`${of}/history`, { limit: 20 }, signal),
  })
  if (error) return <Refused says={error.message} />
  if (data?.entries.length === 0) return <p className={css.note}>Nothing is known yet.</p>
  return (
    <ul className={css.sessions}>
      {data?.entries.map(({ id, at, sentence, reason }) => (
        <li key={id}>
          <span className={css.session}>
            <span className={css.said}>
              {sentence}
              {reason && `: “${reason}”`}
            </span>
            <span>
              <When value={at} />
            </span>
          </span>
        </li>
      ))}
    </ul>
  )
}

const outcomes = {
  in: ['good', 'Signed in'],
  wrong: ['warning', 'Refused'],
  throttled: ['bad', 'Too many tries'],
  disabled: ['bad', 'Refused: disabled'],
} as const

/** When somebody tried to sign in by an account, newest first; `of` is `/me` or `/accounts/<id>`. */
export function SignIns({ of }: { of: string }) {
  const { data, error } = useQuery({
    queryKey: of === '/me' ? ['me', 'sign-ins'] : ['account', of, 'sign-ins'],
    queryFn: ({ signal }) => read<{ rows: readonly SignInEntry[] }>(`${of}/sign-ins`, { limit: 10 }, signal),
  })
  if (error) return <Refused says={error.message} />
  if (data?.rows.length === 0) return <p className={css.note}>Nobody has tried yet.</p>
  return (
    <ul className={css.sessions}>
      {data?.rows.map(({ entry, at, outcome, method, address, userAgent }) => (
        <li key={entry}>
          <span className={css.session}>
            <strong>
              <Toned tone={outcomes[outcome][0]}>{outcomes[outcome][1]}</Toned>
            </strong>
            <span>
              by {wayInText(method)} · {deviceText(userAgent)}
              {address && ` · ${address}`} · <When value={at} />
            </span>
          </span>
        </li>
      ))}
    </ul>
  )
}

const Refused = ({ says }: { says: string }) => (
  <p role="alert" className={css.problem}>
    {says}
  </p>
)
