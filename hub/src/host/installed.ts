import type { Manifest } from '@lifeops/lib/host';

/** An integration's package as found on disk. None of its code has run. */
export interface InstalledIntegration {
  readonly id: string;
  readonly manifest: Manifest;
  readonly packageName: string;
  readonly version: string;
  /** Absolute. */
  readonly folder: string;
  /** Why it cannot be used; null: it can. */
  readonly problem: string | null;
}
