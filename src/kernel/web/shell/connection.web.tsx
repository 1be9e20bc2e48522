import { useNetwork } from '@mantine/hooks'
import { useEffect, useState } from 'react'
import { useConnection } from '../live.web.ts'
import css from './shell.module.css'

/** Says so when the server can't be reached for more than a moment; goes when it can. */
export function ConnectionBanner() {
  const { online } = useNetwork()
  const isLost = useConnection() === 'lost' || !online
  const [isSaid, setIsSaid] = useState(false)
  useEffect(() => {
    if (!isLost) return setIsSaid(false)
    const timer = setTimeout(() => setIsSaid(true), 4000)
    return () => clearTimeout(timer)
  }, [isLost])
  if (!isSaid) return null
  return (
    <div className={css.connection} role="status">
      {online ? 'The connection is lost. Reconnecting…' : 'You are offline.'} What you see may be out of date; nothing
      you saved is lost.
    </div>
  )
}
