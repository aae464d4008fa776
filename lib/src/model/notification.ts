import { z } from 'zod';

/** A row of the notification queue (DB2), and of repairs: what a person should know or do. */
export const notificationSchema = z.object({
  uid: z.string(),
  agent: z.string().describe('Who says it: hub, an integration id, an automation'),
  kind: z.enum(['message', 'repair']),
  /** Same key again replaces the earlier one. */
  key: z.string().nullable(),
  priority: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]).describe('1 urgent … 4 low'),
  title: z.string(),
  body: z.string(),
  actionUrl: z.string().nullable(),
  targetDevices: z.array(z.string()),
  scheduledFor: z.int().nullable(),
  deliveredAt: z.int().nullable(),
  status: z.enum(['pending', 'delivered', 'failed', 'dismissed']),
  owner: z.string().nullable(),
  createdAt: z.int(),
});
export type NotificationRecord = Readonly<z.output<typeof notificationSchema>>;
