import { lazy } from 'react'
import { registerPanel } from '../../../kernel/web/record/extend.web.tsx'

/** Shows who is on call where a team's rota or its intake is. */
export function registerOnCall(): void {
  const component = lazy(() => import('./on-call.web.tsx'))
  registerPanel('team_intake', { title: 'On call', component })
  registerPanel('on_call_rota', { title: 'On call', component })
}
