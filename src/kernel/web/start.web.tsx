import '@mantine/core/styles/baseline.css'
import '@mantine/core/styles/default-css-variables.css'
import '@mantine/core/styles/global.css'
import './mantine.css'
import './global.css'
import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { ApiProblem } from './api.web.ts'
import { type Application, ApplicationContext } from './application.web.ts'
import { createAppRouter } from './shell/router.web.tsx'
import { cssVariables, theme } from './theme.ts'
import { Toasts } from './toast.web.tsx'

/** Draws the application into an element of the page. */
export function startWeb(application: Application, element: HTMLElement): void {
  const client = createClient()
  const router = createAppRouter(application)
  createRoot(element).render(
    <StrictMode>
      <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
        <QueryClientProvider client={client}>
          <ApplicationContext value={application}>
            <RouterProvider router={router} />
            <Toasts />
          </ApplicationContext>
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>,
  )
}

/** Asks again when the server couldn't be reached or stumbled, never when it said no. */
function createClient(): QueryClient {
  const retry = (failures: number, error: unknown) =>
    failures < 2 && (!(error instanceof ApiProblem) || error.status === 0 || error.status >= 500)
  return new QueryClient({ defaultOptions: { queries: { retry, staleTime: 5000, refetchOnWindowFocus: true } } })
}
