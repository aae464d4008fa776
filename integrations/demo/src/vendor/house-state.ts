import { agendaFor } from './agenda.ts';
import type { Agenda } from './agenda.ts';
import { firstAppliances, stepAppliances } from './appliances.ts';
import type { Appliances } from './appliances.ts';
import { firstCovers, isMoving, stepCovers } from './covers.ts';
import type { Covers } from './covers.ts';
import { entranceDueAt, firstEntrance, stepEntrance } from './entrance.ts';
import type { Entrance } from './entrance.ts';
import { firstHousehold, firstShoppingList } from './household.ts';
import type { Household, ShoppingList } from './household.ts';
import { firstLamps, stepLamps } from './lamps.ts';
import type { LampHabits, Lamps } from './lamps.ts';
import { dice } from './noise.ts';
import { stepPeople } from './people.ts';
import type { People } from './people.ts';
import { firstPlayer, stepPlayer, trackEndsAt } from './player.ts';
import type { Player } from './player.ts';
import { firstMeter, firstOutlets, outletIds, stepMeter, stepOutlets } from './power.ts';
import type { Meter, OutletId, Outlets } from './power.ts';
import { firstRooms, stepRooms } from './rooms.ts';
import type { Rooms } from './rooms.ts';
import { firstRouter, isBusy, stepRouter } from './router.ts';
import type { Router } from './router.ts';
import { stepSurroundings } from './surroundings.ts';
import type { Surroundings } from './surroundings.ts';
import type { Step } from './step.ts';
import { stepWeather, weatherAt, weatherTime } from './weather-model.ts';
import type { Weather } from './weather-model.ts';

/** All there is to know of the house. A slice that is the same object has not changed. */
export interface HouseState {
  readonly lamps: Lamps;
  readonly habits: LampHabits;
  readonly outlets: Outlets;
  readonly meter: Meter;
  readonly rooms: Rooms;
  readonly covers: Covers;
  readonly entrance: Entrance;
  readonly appliances: Appliances;
  readonly player: Player;
  readonly people: People;
  readonly weather: Weather;
  readonly surroundings: Surroundings;
  readonly router: Router;
  readonly household: Household;
  readonly shopping: ShoppingList;
  readonly agenda: Agenda;
}
export type Slice = keyof HouseState;

/** kWh */
export interface MeterReadings {
  readonly meterKwh: number;
  readonly outletKwh: Readonly<Record<OutletId, number>>;
}

export function firstState(step: Step, readings?: MeterReadings): HouseState {
  const { now, place, seed } = step;
  const people = stepPeople(undefined, step);
  const weather = weatherAt(weatherTime(now), place, seed);
  const [lamps, habits] = stepLamps(firstLamps, {}, { ...step, people });
  return {
    lamps,
    habits,
    outlets: outletsWith(readings),
    meter: readings ? { ...firstMeter, kwh: readings.meterKwh } : firstMeter,
    rooms: firstRooms,
    covers: firstCovers,
    entrance: firstEntrance,
    appliances: firstAppliances,
    player: firstPlayer(now),
    people,
    weather,
    surroundings: stepSurroundings(step, { people, weather }),
    router: firstRouter,
    household: firstHousehold,
    shopping: firstShoppingList,
    agenda: agendaFor(step.local.day, step.time),
  };
}

function outletsWith(readings: MeterReadings | undefined): Outlets {
  if (!readings) return firstOutlets;
  const counted = outletIds.map((id) => [id, { ...firstOutlets[id], kwh: readings.outletKwh[id] }]);
  return Object.fromEntries(counted) as Record<OutletId, Outlets[OutletId]>;
}

/** The house after a while: a pure function, so the same house goes through the same days. */
export function nextState(state: HouseState, step: Step): HouseState {
  const people = stepPeople(state.people, step);
  const weather = stepWeather(state.weather, step);
  const [lamps, habits] = stepLamps(state.lamps, state.habits, { ...step, people });
  const appliances = stepAppliances(state.appliances, step, weather.precipitation);
  const rooms = stepRooms(state.rooms, step, weather);
  const outlets = stepOutlets(state.outlets, step, people);
  const next: HouseState = {
    ...state,
    people,
    weather,
    lamps,
    habits,
    appliances,
    rooms,
    outlets,
    meter: stepMeter(state.meter, step, { lamps, outlets, rooms, appliances }),
    covers: stepCovers(state.covers, step),
    entrance: stepEntrance(state.entrance, step, { before: state.people, after: people }),
    player: stepPlayer(state.player, { now: step.now, chance: dice(step.seed, step.now) }),
    surroundings: stepSurroundings(step, { people, weather }),
    router: stepRouter(state.router, step),
    agenda: agendaFor(step.local.day, step.time, state.agenda),
  };
  return keepEqual(state, next);
}

const idleMs = 10_000;
const busyMs = 1000;

/** How long the house may be left alone: seconds while something moves that is watched, else ten. */
export function restMs({ covers, router, appliances, entrance, player }: HouseState, now: number): number {
  if (isMoving(covers) || isBusy(router) || appliances.smoke) return busyMs;
  const due = [entranceDueAt(entrance, now), trackEndsAt(player)].filter((at) => at !== null);
  return Math.max(1, Math.min(idleMs, ...due.map((at) => at - now)));
}

/** Slices that are equal one level down stay the objects that they were. */
function keepEqual(before: HouseState, after: HouseState): HouseState {
  const kept = Object.entries(after).map(([name, slice]) => {
    const old: object = before[name as Slice];
    return [name, isShallowEqual(old, slice as object) ? old : (slice as object)];
  });
  return Object.fromEntries(kept) as unknown as HouseState;
}

function isShallowEqual(a: object, b: object): boolean {
  if (a === b) return true;
  const [left, right] = [a, b] as readonly Readonly<Record<string, unknown>>[];
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.is(left?.[key], right?.[key]));
}
