import type { Json } from '@lifeops/lib';
import type { CollectionName } from '../vendor/collections.ts';
import dailyActivity from './fixtures/daily_activity.json' with { type: 'json' };
import dailyCardiovascularAge from './fixtures/daily_cardiovascular_age.json' with { type: 'json' };
import dailyReadiness from './fixtures/daily_readiness.json' with { type: 'json' };
import dailyResilience from './fixtures/daily_resilience.json' with { type: 'json' };
import dailySleep from './fixtures/daily_sleep.json' with { type: 'json' };
import dailySpo2 from './fixtures/daily_spo2.json' with { type: 'json' };
import dailyStress from './fixtures/daily_stress.json' with { type: 'json' };
import enhancedTag from './fixtures/enhanced_tag.json' with { type: 'json' };
import heartratePage1 from './fixtures/heartrate.page1.json' with { type: 'json' };
import heartratePage2 from './fixtures/heartrate.page2.json' with { type: 'json' };
import heartratePage3 from './fixtures/heartrate.page3.json' with { type: 'json' };
import personalInfo from './fixtures/personal_info.json' with { type: 'json' };
import restModePeriod from './fixtures/rest_mode_period.json' with { type: 'json' };
import ringBatteryLevel from './fixtures/ring_battery_level.json' with { type: 'json' };
import ringConfiguration from './fixtures/ring_configuration.json' with { type: 'json' };
import session from './fixtures/session.json' with { type: 'json' };
import sleep from './fixtures/sleep.json' with { type: 'json' };
import sleepTime from './fixtures/sleep_time.json' with { type: 'json' };
import tag from './fixtures/tag.json' with { type: 'json' };
import vo2Max from './fixtures/vO2_max.json' with { type: 'json' };
import workout from './fixtures/workout.json' with { type: 'json' };

/** A document as it goes over the wire. */
export type Body = { readonly [property: string]: Json };

/** Two weeks of an invented person in Berlin, 2026-03-20 … 2026-04-02; the clocks go forward on the 29th. */
export const firstFixtureDay = '2026-03-20';
export const lastFixtureDay = '2026-04-02';
export const fixtureDays = 14;
/** The offset in force on the last day. */
export const lastFixtureOffsetMinutes = 120;

export const fixtures: Readonly<Record<Exclude<CollectionName, 'personal_info'>, readonly Body[]>> = {
  daily_activity: dailyActivity.data,
  daily_cardiovascular_age: dailyCardiovascularAge.data,
  daily_readiness: dailyReadiness.data,
  daily_resilience: dailyResilience.data,
  daily_sleep: dailySleep.data,
  daily_spo2: dailySpo2.data,
  daily_stress: dailyStress.data,
  enhanced_tag: enhancedTag.data,
  heartrate: [...heartratePage1.data, ...heartratePage2.data, ...heartratePage3.data],
  rest_mode_period: restModePeriod.data,
  ring_battery_level: ringBatteryLevel.data,
  ring_configuration: ringConfiguration.data,
  session: session.data,
  sleep: sleep.data,
  sleep_time: sleepTime.data,
  tag: tag.data,
  vO2_max: vo2Max.data,
  workout: workout.data,
};

export const fixtureProfile: Body = personalInfo;
