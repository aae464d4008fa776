import { z } from '@lifeops/lib';
import { day, documentId, optionalDay, optionalNumber, optionalSamples, optionalText } from './lenient.ts';

export const workoutSchema = z.looseObject({
  id: documentId,
  day,
  /** Free text, not an enum. */
  activity: optionalText,
  start_datetime: optionalText,
  end_datetime: optionalText,
  intensity: optionalText,
  source: optionalText,
  /** kcal */
  calories: optionalNumber,
  /** m */
  distance: optionalNumber,
  label: optionalText,
});
export type WorkoutDocument = Readonly<z.output<typeof workoutSchema>>;

/** A moment of breathing, meditation or rest. */
export const sessionSchema = z.looseObject({
  id: documentId,
  day,
  type: optionalText,
  start_datetime: optionalText,
  end_datetime: optionalText,
  mood: optionalText,
  heart_rate: optionalSamples,
  heart_rate_variability: optionalSamples,
  motion_count: optionalSamples,
});
export type SessionDocument = Readonly<z.output<typeof sessionSchema>>;

/** A tag of the person; it has no `day`. `tag_type_code` null = text only, `custom` = see `custom_name`. */
export const enhancedTagSchema = z.looseObject({
  id: documentId,
  tag_type_code: optionalText,
  start_time: optionalText,
  end_time: optionalText,
  start_day: day,
  end_day: optionalDay,
  comment: optionalText,
  custom_name: optionalText,
});
export type EnhancedTagDocument = Readonly<z.output<typeof enhancedTagSchema>>;

/** The tags of before `enhanced_tag`. */
export const tagSchema = z.looseObject({
  id: documentId,
  day,
  timestamp: optionalText,
  tags: z
    .array(z.string())
    .nullish()
    .transform((tags) => tags ?? []),
  text: optionalText,
});
export type TagDocument = Readonly<z.output<typeof tagSchema>>;

/** Running while it has no end. */
export const restModePeriodSchema = z.looseObject({
  id: documentId,
  start_day: day,
  start_time: optionalText,
  end_day: optionalDay,
  end_time: optionalText,
});
export type RestModePeriodDocument = Readonly<z.output<typeof restModePeriodSchema>>;
