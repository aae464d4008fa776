import { z } from 'zod';

const name = z.string().trim().min(1).max(100);

export const areaRecordSchema = z.object({
  uid: z.string(),
  name,
  aliases: z.array(z.string()),
  floorUid: z.string().nullable(),
  parentUid: z.string().nullable().describe('Areas nest: targeting one includes what is inside'),
  icon: z.string().nullable(),
  labels: z.array(z.string()),
  position: z.int().describe('Order on the dashboard'),
  createdAt: z.int(),
  modifiedAt: z.int(),
});
export type AreaRecord = Readonly<z.output<typeof areaRecordSchema>>;

export const floorRecordSchema = z.object({
  uid: z.string(),
  name,
  aliases: z.array(z.string()),
  level: z.int().describe('0 is the ground floor'),
  icon: z.string().nullable(),
  createdAt: z.int(),
  modifiedAt: z.int(),
});
export type FloorRecord = Readonly<z.output<typeof floorRecordSchema>>;

export const labelRecordSchema = z.object({
  uid: z.string(),
  name,
  color: z.string().nullable(),
  icon: z.string().nullable(),
  description: z.string().nullable(),
  scope: z.string().nullable().describe('A category when set: automations, scripts, scenes, helpers'),
  createdAt: z.int(),
  modifiedAt: z.int(),
});
export type LabelRecord = Readonly<z.output<typeof labelRecordSchema>>;
