import IconBell from '@tabler/icons-react/dist/esm/icons/IconBell.mjs'
import { Link } from '@tanstack/react-router'
import { useUnread } from './data.web.ts'
import css from './inbox.module.css'

/** The way to the inbox, with how much there is unread. */
export function Bell() {
  const unread = useUnread()
  const shown = unread >= 100 ? '99+' : String(unread)
  return (
    <Link to={'/inbox' as '/'} className={css.bell} aria-label={unread === 0 ? 'Inbox' : `Inbox, ${shown} unread`}>
      <IconBell size={18} stroke={1.6} aria-hidden />
      {unread > 0 && <span className={css.count}>{shown}</span>}
    </Link>
  )
}
