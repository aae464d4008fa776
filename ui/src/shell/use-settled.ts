import { useEffect, useState } from 'react';

/** True once `now` has been true for `ms`; false at once. */
export function useSettled(now: boolean, ms: number): boolean {
  const [settled, setSettled] = useState(false);
  useEffect(() => {
    if (!now) return undefined;
    const timer = setTimeout(() => setSettled(true), ms);
    return () => {
      clearTimeout(timer);
      setSettled(false);
    };
  }, [now, ms]);
  return now && settled;
}
