import { exactTime, relativeTime } from '../format/format-time.ts';
import { useNow, useWording } from '../format/use-wording.tsx';

/** A time as people say it, with the exact one on hover. */
export function Moment({ at }: { readonly at: number }) {
  const { language, timeZone, now } = useWording();
  useNow();
  return (
    <time dateTime={new Date(at).toISOString()} title={exactTime(at, { language, timeZone })}>
      {relativeTime(at, now(), language)}
    </time>
  );
}
