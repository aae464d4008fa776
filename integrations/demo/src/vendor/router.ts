import { clamp, roundTo, wander } from './noise.ts';
import type { Step } from './step.ts';

export interface Router {
  readonly installed: string;
  readonly latest: string;
  /** When the installation began; null while none runs. */
  readonly installStartedAt: number | null;
  /** %; null while nothing is installed. */
  readonly progress: number | null;
  readonly online: boolean;
  readonly restartUntil: number;
  readonly restartedAt: number | null;
  /** Mbit/s */
  readonly download: number;
}

const stepsOfInstall = 10;
export const installMs = 20_000;
const restartMs = 15_000;

export const firstRouter: Router = {
  installed: '7.2.1',
  latest: '7.3.0',
  installStartedAt: null,
  progress: null,
  online: true,
  restartUntil: 0,
  restartedAt: null,
  download: 3,
};

export const install = (router: Router, now: number): Router =>
  router.installStartedAt !== null || router.installed === router.latest
    ? router
    : { ...router, installStartedAt: now, progress: 0 };

export const restart = (router: Router, now: number): Router => ({
  ...router,
  online: false,
  restartUntil: now + restartMs,
  restartedAt: now,
});

export const isBusy = ({ installStartedAt, online }: Router): boolean => installStartedAt !== null || !online;

/** An installation goes in steps of a tenth and ends with a restart. */
export function stepRouter(router: Router, { now, seed }: Step): Router {
  const wave = wander(seed + 80, now, 90_000) + wander(seed + 81, now, 1_500_000);
  const online = router.restartUntil <= now;
  const download = online ? roundTo(clamp(8 * 3 ** (1.6 * wave), 0.2, 240), 0.1) : 0;
  if (router.installStartedAt === null) return { ...router, online, download };
  const done = Math.floor((stepsOfInstall * (now - router.installStartedAt)) / installMs);
  if (done < stepsOfInstall) return { ...router, online, download, progress: done * (100 / stepsOfInstall) };
  return restart(
    { ...router, installed: router.latest, installStartedAt: null, progress: null, download: 0 },
    now,
  );
}
