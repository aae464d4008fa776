/** A word of an attribute; empty for what is none. */
export const wordOf = (value: unknown): string => (typeof value === 'string' ? value : '');
