import { pii, secret, z } from '@lifeops/lib';

const tokensSchema = z
  .strictObject({
    access_token: secret(z.string().min(1)),
    refresh_token: secret(z.string().min(1)),
    expires_at: z.int().describe('Epoch milliseconds'),
    scope: z.string().nullable().default(null),
    hosts: z.enum(['modern', 'legacy']).default('modern'),
  })
  .meta({ title: 'Tokens', description: 'What the sign-in gave; newer ones are kept by the hub' });

export const configSchema = z.object({
  client_id: pii(z.string().trim().min(1).max(200)).meta({
    title: 'Client ID',
    description: 'Of your application at cloud.ouraring.com',
  }),
  client_secret: secret(z.string().trim().min(1).max(400).meta({ title: 'Client secret' })),
  tokens: tokensSchema.optional(),
  base_url: z
    .url({ protocol: /^https?$/ })
    .optional()
    .meta({ title: 'Address', description: 'Another server than Oura’s, for tests and demos' }),
});
export type OuraConfig = z.output<typeof configSchema>;

export const optionsSchema = z.object({
  poll_minutes: z
    .int()
    .min(1)
    .max(60)
    .default(5)
    .meta({ title: 'Interval', description: 'Minutes between two looks at Oura' }),
});
