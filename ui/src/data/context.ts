import { createContext, useContext } from 'react';
import { LifeOpsError } from '@lifeops/lib/client';
import type { Hub } from './hub.ts';

export const HubContext = createContext<Hub | undefined>(undefined);

export function useHub(): Hub {
  const hub = useContext(HubContext);
  if (!hub) throw new LifeOpsError('bug', 'A page was drawn outside of the hub context.');
  return hub;
}
