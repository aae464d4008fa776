import type { Entity, Hub } from '@lifeops/lib';
import type { House } from '../vendor/house.ts';
import type { HouseState, Slice } from '../vendor/house-state.ts';
import { personIds } from '../vendor/people.ts';
import { outletIds } from '../vendor/power.ts';
import {
  fridgeContact,
  frontDoorContact,
  leakSensor,
  motionSensor,
  onlineSensor,
  smokeSensor,
  windowContact,
} from './binary-sensor.ts';
import { restartButton, ringButton, smokeTestButton, startButton, walkButton } from './button.ts';
import { householdCalendar } from './calendar.ts';
import { thermostat } from './climate.ts';
import { travellingCover } from './cover.ts';
import { phoneTracker } from './device-tracker.ts';
import { devices } from './devices.data.ts';
import type { DeviceKey } from './devices.data.ts';
import { doorbell } from './event.ts';
import { colorLamp, dimmableLamp, plainLamp, whiteLamp } from './light.ts';
import { frontDoorLock } from './lock.ts';
import { speaker } from './media-player.ts';
import { kitchenDisplay } from './notify.ts';
import { nightBrightness } from './number.ts';
import { resident } from './person.ts';
import { houseScenes } from './scene.ts';
import { houseMode } from './select.ts';
import * as sensors from './sensor.ts';
import { outletSwitch, sprinklerSwitch } from './switch.ts';
import { fridgeNote } from './text.ts';
import { shoppingList } from './todo.ts';
import { routerUpdate } from './update.ts';
import { homeWeather } from './weather.ts';

/** Puts every device into its room, each over the slices of the house that it shows. */
export function furnish(house: House, hub: Hub<'clock' | 'random' | 'store'>): void {
  const sources = new Map<Slice, ReturnType<typeof hub.push>>();
  const put = <S extends Slice>(
    device: DeviceKey,
    slice: S,
    entities: readonly Entity<HouseState[S]>[],
  ): void => {
    const source =
      sources.get(slice) ?? hub.push<HouseState[Slice]>({ stream: (signal) => house.watch(slice, signal) });
    sources.set(slice, source);
    hub.device({ key: device, ...devices[device] }, source, entities as readonly Entity<unknown>[]);
  };

  put('living_room_lamp', 'lamps', [whiteLamp(house, 'living_room_lamp')]);
  put('floor_lamp', 'lamps', [colorLamp(house, 'floor_lamp')]);
  put('kitchen_lamp', 'lamps', [dimmableLamp(house, 'kitchen_lamp')]);
  put('bedroom_lamp', 'lamps', [whiteLamp(house, 'bedroom_lamp')]);
  put('bathroom_lamp', 'lamps', [dimmableLamp(house, 'bathroom_lamp')]);
  put('hallway_lamp', 'lamps', [dimmableLamp(house, 'hallway_lamp')]);
  put('office_lamp', 'lamps', [whiteLamp(house, 'office_lamp')]);
  put('garden_lamp', 'lamps', [plainLamp(house, 'garden_lamp')]);

  for (const id of outletIds) put(id, 'outlets', [outletSwitch(house, id), ...sensors.outletSensors(id)]);
  put('meter', 'meter', sensors.meterSensors);

  put('living_room_thermostat', 'rooms', [
    thermostat(house, 'living_room', ['off', 'heat', 'cool']),
    ...sensors.roomSensors('living_room'),
  ]);
  put('bedroom_thermostat', 'rooms', [
    thermostat(house, 'bedroom', ['off', 'heat']),
    ...sensors.roomSensors('bedroom'),
  ]);
  put('office_thermostat', 'rooms', [
    thermostat(house, 'office', ['off', 'heat']),
    ...sensors.roomSensors('office'),
  ]);
  put('kitchen_sensor', 'rooms', [...sensors.roomSensors('kitchen'), sensors.cellSensor(91)]);
  put('bathroom_sensor', 'rooms', [...sensors.roomSensors('bathroom'), sensors.cellSensor(88)]);
  put('air_monitor', 'surroundings', sensors.airSensors);

  put('living_room_blind', 'covers', [travellingCover(house, 'living_room_blind', 'blind')]);
  put('bedroom_blind', 'covers', [travellingCover(house, 'bedroom_blind', 'blind')]);
  put('garage_door', 'covers', [travellingCover(house, 'garage_door', 'garage')]);

  put('front_door', 'entrance', [frontDoorLock(house), frontDoorContact]);
  put('doorbell', 'entrance', [doorbell, ringButton(house)]);
  put('hallway_motion', 'entrance', [motionSensor, walkButton(house), sensors.cellSensor(83)]);
  put('hallway_motion', 'surroundings', sensors.hallwaySensors);

  put('bedroom_window', 'appliances', [windowContact, sensors.cellSensor(96)]);
  put('smoke_alarm', 'appliances', [smokeSensor, smokeTestButton(house), sensors.cellSensor(100)]);
  put('kitchen_leak', 'appliances', [leakSensor, sensors.cellSensor(77)]);
  put('bathroom_leak', 'appliances', [leakSensor, sensors.cellSensor(64)]);
  put('fridge', 'appliances', [fridgeContact]);
  put('fridge', 'surroundings', sensors.fridgeSensors);
  put('dishwasher', 'appliances', [...sensors.dishwasherSensors, startButton(house)]);
  put('sprinkler', 'appliances', [sprinklerSwitch(house)]);
  put('garden_sensor', 'appliances', sensors.soilSensors);
  put('garden_sensor', 'surroundings', sensors.gardenSensors);

  put('speaker', 'player', [speaker(house, hub.random)]);
  put('router', 'router', [
    routerUpdate(house),
    onlineSensor,
    restartButton(house),
    ...sensors.routerSensors,
  ]);
  put('weather', 'weather', [homeWeather(house, hub.clock)]);

  put('house', 'household', [houseMode(house), nightBrightness(house), ...houseScenes(house)]);
  put('kitchen_display', 'household', [kitchenDisplay(house), fridgeNote(house), ...sensors.displaySensors]);
  put('shopping_list', 'shopping', [shoppingList(house)]);
  put('household_calendar', 'agenda', [householdCalendar(house)]);

  for (const id of personIds) {
    put(id, 'people', [resident(id)]);
    put(`${id}_phone`, 'people', [phoneTracker(id), ...sensors.phoneSensors(id)]);
  }
}
