import type { IcsProblem } from './ics-problem.ts';

/** An unfolded line and where it began. */
export interface ContentLine {
  readonly text: string;
  readonly line: number;
  /** Upper case, without parameters. */
  readonly name: string;
}

export interface Component {
  /** Upper case: VCALENDAR, VEVENT, … */
  readonly name: string;
  readonly line: number;
  readonly lines: ContentLine[];
  readonly children: Component[];
}

/** Deeper nesting than iCalendar has is not followed, so that hostile input cannot exhaust the stack. */
const deepest = 16;

/**
 * Splits text into components by BEGIN and END, whatever its line ends are. A missing or wrong END closes what it can; an
 * open component at the end of the text is reported, left out, and makes the tree incomplete. Never throws.
 */
export function readComponents(text: string): {
  readonly root: Component;
  readonly complete: boolean;
  readonly problems: readonly IcsProblem[];
} {
  const root: Component = { name: '', line: 0, lines: [], children: [] };
  const open: Component[] = [root];
  const problems: IcsProblem[] = [];
  const report = (message: string, line: number) =>
    void problems.push({ code: 'bad-line', message, line, uid: null });

  for (const line of unfold(text)) {
    const inner = open.at(-1) ?? root;
    if (line.name === 'BEGIN') {
      const component = { name: valueOf(line), line: line.line, lines: [], children: [] };
      if (open.length > deepest)
        report('Components are nested too deeply; this one was left out.', line.line);
      else open.push(component);
    } else if (line.name === 'END') {
      const at = open.findLastIndex((component) => component.name === valueOf(line));
      if (at < 1) {
        report('END without BEGIN.', line.line);
        continue;
      }
      // Close what was left open inside as well: the text says that the outer one is over.
      while (open.length > at) {
        const closed = open.pop();
        if (!closed) break;
        if (open.length > at) report(`${closed.name} has no END; it was left out.`, closed.line);
        else open.at(-1)?.children.push(closed);
      }
    } else inner.lines.push(line);
  }

  const complete = open.length === 1;
  while (open.length > 1) {
    const cut = open.pop();
    if (!cut) break;
    problems.push({
      code: 'cut-off',
      message: `The text ends inside ${cut.name}.`,
      line: cut.line,
      uid: null,
    });
    // A calendar that was cut still holds the events that are whole; an event that was cut is not to be trusted.
    if (cut.name === 'VCALENDAR') open.at(-1)?.children.push(cut);
  }
  return { root, complete, problems };
}

function* unfold(text: string): Generator<ContentLine> {
  let held = '';
  let heldLine = 0;
  let number = 0;
  for (const physical of text.split(/\r\n|\n|\r/)) {
    number++;
    if (heldLine > 0 && (physical.startsWith(' ') || physical.startsWith('\t'))) {
      held += physical.slice(1);
      continue;
    }
    if (held.trim() !== '') yield contentLine(held, heldLine);
    held = physical;
    heldLine = number;
  }
  if (held.trim() !== '') yield contentLine(held, heldLine);
}

function contentLine(text: string, line: number): ContentLine {
  const end = text.search(/[;:]/);
  return { text, line, name: (end < 0 ? text : text.slice(0, end)).trim().toUpperCase() };
}

function valueOf(line: ContentLine): string {
  return line.text
    .slice(line.text.indexOf(':') + 1)
    .trim()
    .toUpperCase();
}
