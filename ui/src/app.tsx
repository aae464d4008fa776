import { lazy, Suspense, useEffect, useMemo } from 'react';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { MantineProvider } from '@mantine/core';
import { I18nextProvider } from 'react-i18next';
import type { i18n } from 'i18next';
import { Unauthorized } from '@lifeops/lib/client';
import { FailureBox } from './components/feedback.tsx';
import { HubContext } from './data/context.ts';
import type { Hub } from './data/hub.ts';
import { useOperation } from './data/use-operation.ts';
import { useSignal } from './data/use-state.ts';
import { WordingProvider } from './format/use-wording.tsx';
import { createPages } from './router.tsx';
import { ownColours, theme } from './theme.ts';

const WelcomePage = lazy(async () => ({
  default: (await import('./pages/auth/welcome-page.tsx')).WelcomePage,
}));
const SignInPage = lazy(async () => ({
  default: (await import('./pages/auth/sign-in-page.tsx')).SignInPage,
}));

export function App({ hub, texts }: { readonly hub: Hub; readonly texts: i18n }) {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={ownColours} defaultColorScheme="auto">
      <I18nextProvider i18n={texts}>
        <QueryClientProvider client={hub.queries}>
          <HubContext.Provider value={hub}>
            <Entrance hub={hub} />
          </HubContext.Provider>
        </QueryClientProvider>
      </I18nextProvider>
    </MantineProvider>
  );
}

/** Who has a token goes in at once; a token that the hub no longer takes leads back to the door. */
function Entrance({ hub }: { readonly hub: Hub }) {
  const token = useSignal(hub.session);
  return token === undefined ? <Door /> : <Inside key={token} hub={hub} />;
}

function Door() {
  const firstRun = useOperation('auth.first_run', {}, { staleTime: 0 });
  return (
    <main className="door" id="content">
      {firstRun.error !== null && <FailureBox error={firstRun.error} retry={() => void firstRun.refetch()} />}
      <Suspense fallback={null}>
        {firstRun.data &&
          (firstRun.data.needed ? (
            <WelcomePage hub={firstRun.data} />
          ) : (
            <SignInPage siteName={firstRun.data.site_name} />
          ))}
      </Suspense>
    </main>
  );
}

function Inside({ hub }: { readonly hub: Hub }) {
  const pages = useMemo(() => createPages(), []);
  const me = useOperation('auth.me', {});
  useEffect(() => {
    if (me.error instanceof Unauthorized) hub.session.end();
  }, [hub, me.error]);
  return (
    <WordingProvider>
      <RouterProvider router={pages} />
    </WordingProvider>
  );
}
