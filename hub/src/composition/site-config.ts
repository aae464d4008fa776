import type { LoadedConfig } from '../config/loaded-config.ts';
import type { SiteConfig, SiteFields } from '../site/site-settings.ts';

/** Stockholm: where a hub is that was never told. Sun and weather need some place to begin with. */
const somewhere = { latitude: 59.33, longitude: 18.07 };

/** The site as the configuration has it: what somebody wrote is fixed, what is a default can be set in the UI. */
export function siteConfig({ config, origins, usesDefaults }: LoadedConfig): SiteConfig {
  const { id, name, latitude, longitude, time_zone: timeZone, currency } = config.site;
  const said = (field: string) => !usesDefaults && origins.isSet(`/site/${field}`);
  const fixed: Partial<{ -readonly [K in keyof SiteFields]: SiteFields[K] }> = {};
  if (said('name')) fixed.name = name;
  if (said('latitude') && latitude !== undefined) fixed.latitude = latitude;
  if (said('longitude') && longitude !== undefined) fixed.longitude = longitude;
  if (said('time_zone')) fixed.timeZone = timeZone;
  if (said('currency')) fixed.currency = currency;
  return {
    id,
    defaults: {
      name,
      latitude: latitude ?? somewhere.latitude,
      longitude: longitude ?? somewhere.longitude,
      timeZone,
      currency,
      units: 'metric',
    },
    fixed,
  };
}
