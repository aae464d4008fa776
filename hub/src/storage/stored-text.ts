/**
 * Text as both databases take it: PostgreSQL refuses NUL, and neither holds half of a surrogate pair. Each becomes
 * U+FFFD, so that one odd name from a device cannot stop a whole batch. Returns the same string when it is fine.
 */
export function storedText(text: string): string {
  const whole = text.isWellFormed() ? text : text.toWellFormed();
  return whole.includes('\0') ? whole.replaceAll('\0', '\ufffd') : whole;
}
