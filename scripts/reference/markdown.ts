/** Said at the head of every page: the pages are made, so nobody edits them by hand. */
export const generatedNotice =
  '<!-- Made by `npm run docs` from the code. Edit the code, then run it again. -->';

/** A table; columns in which no row says anything are left out. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const kept = head.map((_, column) => column === 0 || rows.some((row) => (row[column] ?? '') !== ''));
  const line = (cells: readonly string[]): string =>
    `| ${cells
      .filter((_, column) => kept[column])
      .map(inCell)
      .join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

const inCell = (text: string): string => text.replaceAll('|', '\\|').replace(/\s*\n\s*/g, ' ');

export const code = (text: string): string => `\`${text}\``;
export const codes = (names: Iterable<string>): string => [...names].map(code).join(', ');

/** Paragraphs with one blank line between; empty ones are left out. */
export const page = (...parts: readonly string[]): string =>
  `${parts.filter((part) => part !== '').join('\n\n')}\n`;
