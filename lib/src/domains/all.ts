import { binarySensor } from './binary-sensor.ts';
import type { BinarySensorSpec } from './binary-sensor.ts';
import { button } from './button.ts';
import type { ButtonSpec } from './button.ts';
import { calendar } from './calendar.ts';
import type { CalendarSpec } from './calendar.ts';
import { climate } from './climate.ts';
import type { ClimateSpec } from './climate.ts';
import { cover } from './cover.ts';
import type { CoverSpec } from './cover.ts';
import { deviceTracker } from './device-tracker.ts';
import type { DeviceTrackerSpec } from './device-tracker.ts';
import { event } from './event.ts';
import type { EventSpec } from './event.ts';
import { light } from './light.ts';
import type { LightSpec } from './light.ts';
import { lock } from './lock.ts';
import type { LockSpec } from './lock.ts';
import { mediaPlayer } from './media-player.ts';
import type { MediaPlayerSpec } from './media-player.ts';
import { notify } from './notify.ts';
import type { NotifySpec } from './notify.ts';
import { number } from './number.ts';
import type { NumberSpec } from './number.ts';
import { person } from './person.ts';
import type { PersonSpec } from './person.ts';
import { scene } from './scene.ts';
import type { SceneSpec } from './scene.ts';
import { select } from './select.ts';
import type { SelectSpec } from './select.ts';
import { sensor } from './sensor.ts';
import type { SensorSpec } from './sensor.ts';
import type { DomainSpec } from './spec.ts';
import { text } from './text.ts';
import type { TextSpec } from './text.ts';
import { todo } from './todo.ts';
import type { TodoSpec } from './todo.ts';
import { toggle } from './toggle.ts';
import type { SwitchSpec } from './toggle.ts';
import { update } from './update.ts';
import type { UpdateSpec } from './update.ts';
import { weather } from './weather.ts';
import type { WeatherSpec } from './weather.ts';

/** Every domain's contract by name. Third parties add theirs by declaration merging on '@lifeops/lib'. */
export interface DomainMap {
  binary_sensor: BinarySensorSpec;
  button: ButtonSpec;
  calendar: CalendarSpec;
  climate: ClimateSpec;
  cover: CoverSpec;
  device_tracker: DeviceTrackerSpec;
  event: EventSpec;
  light: LightSpec;
  lock: LockSpec;
  media_player: MediaPlayerSpec;
  notify: NotifySpec;
  number: NumberSpec;
  person: PersonSpec;
  scene: SceneSpec;
  select: SelectSpec;
  sensor: SensorSpec;
  switch: SwitchSpec;
  text: TextSpec;
  todo: TodoSpec;
  update: UpdateSpec;
  weather: WeatherSpec;
}
export type DomainName = keyof DomainMap & string;

const builders = [
  binarySensor,
  button,
  calendar,
  climate,
  cover,
  deviceTracker,
  event,
  light,
  lock,
  mediaPlayer,
  notify,
  number,
  person,
  scene,
  select,
  sensor,
  text,
  todo,
  toggle,
  update,
  weather,
] as const;

/** The first-party domains by name; those of third parties come with their entities. */
export const domains: ReadonlyMap<string, DomainSpec> = new Map(
  builders.map(({ spec }) => [spec.domain, spec]),
);
