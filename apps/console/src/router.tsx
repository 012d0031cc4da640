import { QueryCache, QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router'
import { needsSignIn, Refusal, reading } from './api.ts'
import {
  readApplicationSearch,
  readInvoiceSearch,
  readOrganizationSearch,
  readQrCodeSearch,
  readText,
  readWorkSearch,
} from './search.ts'
import { Broken, Nowhere } from './shell/trouble.tsx'
import type { WordKey } from './words/say.ts'

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
  interface StaticDataRouteOption {
    /** The path to the page in the menu of the original document, and the code of its module where one is known. */
    crumbs?: readonly WordKey[]
    moduleCode?: string
  }
}

export const queries = new QueryClient({
  // A session may end under any page: sign in and come back to where one was.
  queryCache: new QueryCache({ onError: (error) => needsSignIn(error) && void goToSignIn() }),
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      retry: (failures, error) => failures < 2 && error instanceof Refusal && error.problem === 'offline',
    },
  },
})

const root = createRootRouteWithContext<{ queries: QueryClient }>()({
  component: Outlet,
  notFoundComponent: Nowhere,
  errorComponent: Broken,
})

const signIn = createRoute({
  getParentRoute: () => root,
  path: 'sign-in',
  validateSearch: ({ back, ended }: Record<string, unknown>) => ({
    ...readText({ back }),
    ...(ended ? { ended: true } : {}),
  }),
  component: lazyRouteComponent(() => import('./sign-in/sign-in.tsx'), 'SignIn'),
})

const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'signed-in',
  beforeLoad: async ({ context, location }) => {
    try {
      await context.queries.ensureQueryData(reading('GET /api/console/me', {}))
    } catch (error) {
      if (needsSignIn(error)) throw redirect({ to: '/sign-in', search: { back: location.href } })
      throw error
    }
  },
  component: Outlet,
})

const print = createRoute({
  getParentRoute: () => signedIn,
  path: 'print/$id',
  component: lazyRouteComponent(() => import('./qr-codes/print/poster-page.tsx'), 'PosterPage'),
})

const shell = createRoute({
  getParentRoute: () => signedIn,
  id: 'shell',
  component: lazyRouteComponent(() => import('./shell/shell.tsx'), 'Shell'),
})

const home = createRoute({
  getParentRoute: () => signedIn,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/qr-codes', search: {} })
  },
})

const workList = createRoute({
  getParentRoute: () => shell,
  path: 'work-list',
  validateSearch: readWorkSearch,
  staticData: { crumbs: ['menu.issuing', 'menu.work-list'], moduleCode: 'F17010' },
  component: lazyRouteComponent(() => import('./work-list/work-list.tsx'), 'WorkList'),
})

const applications = createRoute({
  getParentRoute: () => shell,
  path: 'applications',
  validateSearch: readApplicationSearch,
  staticData: { crumbs: ['menu.issuing', 'menu.applications'] },
  component: lazyRouteComponent(() => import('./applications/application-list.tsx'), 'ApplicationList'),
})

const invoices = createRoute({
  getParentRoute: () => shell,
  path: 'invoices',
  validateSearch: readInvoiceSearch,
  staticData: { crumbs: ['menu.issuing', 'menu.invoices'] },
  component: lazyRouteComponent(() => import('./invoices/invoice-list.tsx'), 'InvoiceList'),
})

const organizations = createRoute({
  getParentRoute: () => shell,
  path: 'organizations',
  validateSearch: readOrganizationSearch,
  staticData: { crumbs: ['menu.master-data', 'menu.organizations'] },
  component: lazyRouteComponent(() => import('./organizations/organizations.tsx'), 'Organizations'),
})

const items = createRoute({
  getParentRoute: () => shell,
  path: 'items',
  validateSearch: ({ q }: Record<string, unknown>) => readText({ q }),
  staticData: { crumbs: ['menu.master-data', 'menu.items'] },
  component: lazyRouteComponent(() => import('./items/item-list.tsx'), 'ItemList'),
})

const qrCodes = createRoute({
  getParentRoute: () => shell,
  path: 'qr-codes',
  validateSearch: readQrCodeSearch,
  staticData: {
    crumbs: ['menu.master-data', 'menu.issuing-settings', 'menu.scan-settings', 'menu.qr-codes'],
    moduleCode: 'F17025',
  },
  component: lazyRouteComponent(() => import('./qr-codes/qr-code-list.tsx'), 'QrCodeList'),
})

export const router = createRouter({
  routeTree: root.addChildren([
    signIn,
    signedIn.addChildren([
      home,
      print,
      shell.addChildren([workList, applications, invoices, organizations, items, qrCodes]),
    ]),
  ]),
  basepath: '/console',
  context: { queries },
  defaultPreload: 'intent',
  scrollRestoration: true,
})

function goToSignIn() {
  const { pathname, href } = router.state.location
  // Whoever was not signed in yet is sent there by the guard of the routes, without a word about an ended session.
  const wasSignedIn = queries.getQueryData(reading('GET /api/console/me', {}).queryKey) !== undefined
  if (!wasSignedIn || pathname === '/sign-in') return
  return router.navigate({ to: '/sign-in', search: { back: href, ended: true } })
}
