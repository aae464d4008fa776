import { useOperation } from './use-operation.ts';

/** The home; undefined until it is known. */
export const useSite = () => useOperation('site.get', {}, { staleTime: 300_000 }).data;
