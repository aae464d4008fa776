import { secret, z } from '@lifeops/lib';

const webAddress = /^(?:https?|webcals?):\/\/\S+$/i;

const icsSource = z
  .strictObject({
    type: z.literal('ics'),
    url: secret(
      z
        .string()
        .trim()
        .max(4096)
        .regex(webAddress, 'begins with https://, http:// or webcal://')
        .refine((url) => URL.canParse(url), 'is no address')
        .meta({ title: 'Address', description: 'The private iCal address; it often holds a token' }),
    ),
  })
  .meta({ title: 'Subscription' });
const fileSource = z
  .strictObject({
    type: z.literal('file'),
    path: z
      .string()
      .min(1)
      .max(4096)
      .meta({ title: 'Path', description: 'An .ics file on the hub’s machine' }),
  })
  .meta({ title: 'File' });

export const configSchema = z.object({
  source: z.discriminatedUnion('type', [icsSource, fileSource]).meta({ title: 'Source' }),
  allowed_hosts: z.array(z.string().min(1).max(255)).max(20).default([]).meta({
    title: 'Allowed hosts',
    description: 'Hosts on this machine or link that may be asked all the same',
  }),
});
export type CalendarConfig = z.output<typeof configSchema>;

export const optionsSchema = z.object({
  refresh_minutes: z.int().min(0).max(1440).default(0).meta({
    title: 'Refresh',
    description: 'Minutes between two looks; 0: as the publisher wishes, else every 30',
  }),
  hide_private: z
    .boolean()
    .default(true)
    .meta({ title: 'Hide private events', description: 'Show that there is one, not what it is' }),
});
export type CalendarOptions = z.output<typeof optionsSchema>;
