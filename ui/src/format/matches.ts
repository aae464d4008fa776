/** Every word of what is looked for occurs, whatever case and accents. */
export function matches(query: string, ...texts: readonly (string | null | undefined)[]): boolean {
  const text = fold(texts.filter((each) => typeof each === 'string').join(' '));
  return fold(query)
    .split(/\s+/)
    .every((word) => text.includes(word));
}

const fold = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll('ł', 'l')
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '');
