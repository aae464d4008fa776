import { createElement } from 'react';
import {
  IconActivityHeartbeat,
  IconAirConditioning,
  IconAlertTriangle,
  IconBattery3,
  IconBell,
  IconBaselineDensitySmall,
  IconBolt,
  IconBulb,
  IconBulbFilled,
  IconCalendarEvent,
  IconChecklist,
  IconCloud,
  IconCpu,
  IconDeviceMobile,
  IconDeviceSpeaker,
  IconDeviceTv,
  IconDoor,
  IconDownload,
  IconDroplet,
  IconFlame,
  IconGauge,
  IconHandClick,
  IconLetterT,
  IconListDetails,
  IconLock,
  IconLockOpen,
  IconMoon,
  IconPlug,
  IconPlugConnected,
  IconRun,
  IconSparkles,
  IconSun,
  IconTemperature,
  IconToggleRight,
  IconUser,
  IconWalk,
  IconWifi,
  IconWindow,
  IconAdjustmentsHorizontal,
  IconClock,
  IconCoin,
  IconRipple,
  IconDatabase,
} from '@tabler/icons-react';
import type { Icon } from '@tabler/icons-react';
import type { WireEntity } from '@lifeops/lib/protocol';
import type { ClientState } from '@lifeops/lib/client';

const byDomain: Readonly<Record<string, Icon>> = {
  binary_sensor: IconActivityHeartbeat,
  button: IconHandClick,
  calendar: IconCalendarEvent,
  climate: IconTemperature,
  cover: IconBaselineDensitySmall,
  device_tracker: IconDeviceMobile,
  event: IconRipple,
  light: IconBulb,
  lock: IconLock,
  media_player: IconDeviceSpeaker,
  notify: IconBell,
  number: IconAdjustmentsHorizontal,
  person: IconUser,
  scene: IconSparkles,
  select: IconListDetails,
  sensor: IconGauge,
  switch: IconToggleRight,
  text: IconLetterT,
  todo: IconChecklist,
  update: IconDownload,
  weather: IconCloud,
};

const byClass: Readonly<Record<string, Icon>> = {
  'binary_sensor.door': IconDoor,
  'binary_sensor.garage_door': IconDoor,
  'binary_sensor.light': IconSun,
  'binary_sensor.lock': IconLock,
  'binary_sensor.moisture': IconDroplet,
  'binary_sensor.motion': IconWalk,
  'binary_sensor.moving': IconWalk,
  'binary_sensor.occupancy': IconUser,
  'binary_sensor.opening': IconDoor,
  'binary_sensor.plug': IconPlug,
  'binary_sensor.power': IconBolt,
  'binary_sensor.presence': IconUser,
  'binary_sensor.problem': IconAlertTriangle,
  'binary_sensor.safety': IconAlertTriangle,
  'binary_sensor.smoke': IconFlame,
  'binary_sensor.window': IconWindow,
  'binary_sensor.connectivity': IconWifi,
  'binary_sensor.battery': IconBattery3,
  'media_player.tv': IconDeviceTv,
  'media_player.projector': IconDeviceTv,
  'sensor.battery': IconBattery3,
  'sensor.current': IconBolt,
  'sensor.data_size': IconDatabase,
  'sensor.duration': IconClock,
  'sensor.energy': IconBolt,
  'sensor.humidity': IconDroplet,
  'sensor.illuminance': IconSun,
  'sensor.moisture': IconDroplet,
  'sensor.monetary': IconCoin,
  'sensor.money': IconCoin,
  'sensor.power': IconBolt,
  'sensor.temperature': IconTemperature,
  'sensor.timestamp': IconClock,
  'sensor.voltage': IconBolt,
  'switch.outlet': IconPlugConnected,
};

const byIntegration: Readonly<Record<string, Icon>> = { oura: IconMoon, sun: IconSun, system: IconCpu };
const byName: Readonly<Record<string, Icon>> = { activity_score: IconRun };

/** The picture of an entity: by what it is and how it stands. */
export function EntityIcon({
  entity,
  state,
  size = 24,
}: {
  readonly entity: WireEntity;
  readonly state?: ClientState | undefined;
  readonly size?: number;
}) {
  return createElement(shapeOf(entity, state), { size, stroke: 1.75, 'aria-hidden': true });
}

function shapeOf(
  { domain, capability, integration, name_key: key }: WireEntity,
  state: ClientState | undefined,
): Icon {
  if (domain === 'light' && state?.value === true) return IconBulbFilled;
  if (domain === 'lock' && state && state.value !== 'locked' && state.value !== 'locking')
    return IconLockOpen;
  if (domain === 'climate' && state?.attributes['hvac_action'] === 'heating') return IconFlame;
  if (domain === 'climate' && state?.attributes['hvac_action'] === 'cooling') return IconAirConditioning;
  const own = capability.deviceClass === null ? undefined : byClass[`${domain}.${capability.deviceClass}`];
  return (
    own ??
    (key === null ? undefined : byName[key]) ??
    (domain === 'sensor' ? byIntegration[integration] : undefined) ??
    byDomain[domain] ??
    IconGauge
  );
}
