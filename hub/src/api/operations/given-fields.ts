/** An object's fields without those that are undefined. */
export type Given<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Only what the client gave: a field that is left out stays as it is, which undefined would not say. */
export const givenFields = <T extends object>(fields: T): Given<T> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Given<T>;
