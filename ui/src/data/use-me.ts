import { useCallback } from 'react';
import type { Permission } from '@lifeops/lib/protocol';
import { useOperation } from './use-operation.ts';

/** Who is signed in; undefined until the hub or the cache says. */
export const useMe = () => useOperation('auth.me', {}, { staleTime: 300_000 }).data;

/** Whether the person may do something. Buttons that would be refused are not shown. */
export function useMay(): (permission: Permission) => boolean {
  const permissions = useMe()?.permissions;
  return useCallback((permission) => permissions?.includes(permission) ?? false, [permissions]);
}
