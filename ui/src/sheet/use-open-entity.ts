import { useCallback } from 'react';
import { useRouter } from '@tanstack/react-router';
import type { PageSearch } from './page-search.ts';

/** Opens the sheet of an entity over the present page; the address keeps it, so that it can be shared and gone back from. */
export function useOpenEntity(): (uid: string) => void {
  const router = useRouter();
  return useCallback(
    (uid) =>
      void router.navigate({
        to: '.',
        search: (before: PageSearch) => ({ ...before, entity: uid }),
        resetScroll: false,
      }),
    [router],
  );
}

/** Closes it; where it was opened by a click, back is the page as it was. */
export function useCloseEntity(): () => void {
  const router = useRouter();
  return useCallback(
    () =>
      void router.navigate({
        to: '.',
        search: ({ entity: _, ...before }: PageSearch) => before,
        resetScroll: false,
      }),
    [router],
  );
}
