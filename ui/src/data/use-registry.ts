import { useMemo } from 'react';
import type { WireArea, WireDevice, WireEntity, WireFloor } from '@lifeops/lib/protocol';
import { useLanguage } from '../i18n/use-language.ts';
import { useOperation } from './use-operation.ts';

export interface Registry {
  readonly entities: readonly WireEntity[];
  readonly devices: readonly WireDevice[];
  readonly areas: readonly WireArea[];
  readonly floors: readonly WireFloor[];
  readonly entityByUid: ReadonlyMap<string, WireEntity>;
  readonly deviceByUid: ReadonlyMap<string, WireDevice>;
  readonly areaByUid: ReadonlyMap<string, WireArea>;
  readonly loading: boolean;
  readonly error: unknown;
}

const none: readonly never[] = [];

/** Entities, devices, areas and floors with names in the person's language. */
export function useRegistry(): Registry {
  const language = useLanguage();
  const entities = useOperation('entities.list', { language });
  const devices = useOperation('devices.list', { language });
  const areas = useOperation('areas.list', {});
  const loading = entities.isPending || devices.isPending || areas.isPending;
  const error = entities.error ?? devices.error ?? areas.error;
  return useMemo(() => {
    const parts = {
      entities: entities.data?.entities.filter(({ removed_at: removed }) => removed === null) ?? none,
      devices: devices.data?.devices.filter(({ removed_at: removed }) => removed === null) ?? none,
      areas: [...(areas.data?.areas ?? none)].sort(
        (a, b) => a.position - b.position || a.name.localeCompare(b.name),
      ),
      floors: [...(areas.data?.floors ?? none)].sort((a, b) => a.level - b.level),
    };
    return {
      ...parts,
      entityByUid: byUid(parts.entities),
      deviceByUid: byUid(parts.devices),
      areaByUid: byUid(parts.areas),
      loading,
      error,
    };
  }, [entities.data, devices.data, areas.data, loading, error]);
}

const byUid = <T extends { readonly uid: string }>(items: readonly T[]): ReadonlyMap<string, T> =>
  new Map(items.map((item) => [item.uid, item]));
