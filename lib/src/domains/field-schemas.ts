import { z } from 'zod';
import { isPlainObject } from '../base/json.ts';
import type { Json } from '../base/json.ts';

/** Epoch milliseconds. */
export const instant = z.int();
export const isoDate = z.iso.date();
export const percent = z.number().min(0).max(100);
export const wholePercent = z.int().min(0).max(100);
/** Free text of a field: bounded, so that a state stays small. */
export const shortText = z.string().max(1000);
export const name = z.string().min(1).max(255);

const isJson = (value: unknown): value is Json => {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value);
  return Array.isArray(value) ? value.every(isJson) : isJsonObject(value);
};
const isJsonObject = (value: unknown): value is { readonly [key: string]: Json } =>
  isPlainObject(value) && Object.values(value).every(isJson);

/** Any JSON object. Not `z.json()`: that makes JSON Schema with references, which cannot be put inside other documents. */
export const jsonObject = z
  .custom<{ readonly [key: string]: Json }>(isJsonObject, { error: 'Invalid input: expected a JSON object' })
  .meta({ type: 'object', additionalProperties: true });
