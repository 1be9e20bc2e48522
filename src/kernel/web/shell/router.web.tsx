import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet } from '@tanstack/react-router'
import type { Application, ModulePage } from '../application.web.ts'
import { checkSearch } from '../list/search.ts'
import { EditRoute, HomeRoute, ListRoute, ModuleRoute, NewRoute, RecordRoute } from './routes.web.tsx'
import { NotFound, Broken } from './problem.web.tsx'
import { SignedIn } from './signed-in.web.tsx'

/** The routes of the app: doors, hand-written pages, then the generated ones for every record type. */
export function createAppRouter(application: Application) {
  const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound, errorComponent: Broken })
  const inside = createRoute({ getParentRoute: () => root, id: 'inside', component: SignedIn })
  const doors = [
    createRoute({
      getParentRoute: () => root,
      path: '/sign-in',
      component: lazyRouteComponent(() => import('../enter/sign-in.web.tsx'), 'SignInPage'),
    }),
    createRoute({
      getParentRoute: () => root,
      path: '/unsubscribe/$token',
      component: lazyRouteComponent(() => import('../inbox/unsubscribe.web.tsx'), 'UnsubscribePage'),
    }),
    createRoute({
      getParentRoute: () => root,
      path: '/set-up',
      component: lazyRouteComponent(() => import('../enter/set-up.web.tsx'), 'SetUpPage'),
    }),
  ]
  const handWritten = application.pages.map((page: ModulePage) =>
    createRoute({ getParentRoute: () => inside, path: page.path, component: () => <ModuleRoute page={page} /> }),
  )
  const generated = [
    createRoute({
      getParentRoute: () => inside,
      path: '/',
      component: HomeRoute,
    }),
    createRoute({
      getParentRoute: () => inside,
      path: '/account',
      component: lazyRouteComponent(() => import('../enter/account.web.tsx'), 'AccountPage'),
    }),
    createRoute({ getParentRoute: () => inside, path: '/$path', component: ListRoute, validateSearch: checkSearch }),
    createRoute({ getParentRoute: () => inside, path: '/$path/new', component: NewRoute }),
    createRoute({ getParentRoute: () => inside, path: '/$path/$id', component: RecordRoute }),
    createRoute({ getParentRoute: () => inside, path: '/$path/$id/edit', component: EditRoute }),
    createRoute({ getParentRoute: () => inside, path: '/$', component: NotFound }),
  ]
  return createRouter({
    routeTree: root.addChildren([...doors, inside.addChildren([...handWritten, ...generated])]),
    defaultPreload: 'intent',
    defaultErrorComponent: Broken,
    defaultNotFoundComponent: NotFound,
    scrollRestoration: true,
  })
}
