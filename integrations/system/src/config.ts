import { z } from '@lifeops/lib';

export const configSchema = z.object({});

export const optionsSchema = z.object({
  every_seconds: z
    .int()
    .min(5)
    .max(3600)
    .default(30)
    .meta({ title: 'Interval', description: 'Seconds between two readings' }),
  disk_alert_percent: z
    .int()
    .min(50)
    .max(99)
    .default(80)
    .meta({ title: 'Disk alert', description: 'Percent in use from which the disk counts as nearly full' }),
});
