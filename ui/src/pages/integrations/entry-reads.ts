/** Operations that are read again when an entry came, changed or went. */
export const entryReads = [
  'entries.list',
  'entities.list',
  'devices.list',
  'areas.list',
  'site.get',
] as const;
