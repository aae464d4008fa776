import { useCallback } from 'react';
import type { WireEntity } from '@lifeops/lib/protocol';
import { useHub } from './context.ts';
import { sendCommand } from './use-command.ts';
import type { Command } from './use-command.ts';

/** The same command to several entities, each with its own pending mark and roll-back. */
export function useCallServices(): (entities: readonly WireEntity[], command: Command) => void {
  const hub = useHub();
  return useCallback(
    (entities, command) => {
      for (const entity of entities) void sendCommand(hub, entity, command);
    },
    [hub],
  );
}
