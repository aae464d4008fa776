import type { CallResult } from '@lifeops/lib';

export interface ForecastHour {
  readonly at: number;
  readonly condition: string | undefined;
  readonly temperature: number | undefined;
}

const shownHours = 6;
const hour = 3_600_000;

/** The coming hours of the answer of `weather.get_forecasts`; empty where it has none. */
export function forecastOf(
  result: CallResult | undefined,
  entityId: string,
  now: number,
): readonly ForecastHour[] {
  const own = result?.results.find((each) => each.entity_id === entityId)?.response;
  const answers = [own, property(result?.response, entityId), result?.response];
  const items = answers.map((answer) => property(answer, 'forecast')).find(Array.isArray) as
    readonly unknown[] | undefined;
  return (items ?? [])
    .flatMap((item) => {
      const at = property(item, 'datetime');
      if (typeof at !== 'number' || at < now - hour) return [];
      const [condition, temperature] = [property(item, 'condition'), property(item, 'temperature')];
      return [
        {
          at,
          condition: typeof condition === 'string' ? condition : undefined,
          temperature: typeof temperature === 'number' ? temperature : undefined,
        },
      ];
    })
    .slice(0, shownHours);
}

const property = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;
