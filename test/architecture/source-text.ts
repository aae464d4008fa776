/** A comment or a string with its place; a string's text is without quotes, a comment's is whole. */
export interface Piece {
  readonly offset: number;
  readonly text: string;
}

export interface SourceText {
  /** The source, same length and lines, with comments and the insides of strings and regular expressions blanked. */
  readonly code: string;
  readonly comments: readonly Piece[];
  /** Quoted strings and the literal parts of templates. `offset` is that of the opening quote (or brace). */
  readonly strings: readonly Piece[];
}

const blank = (text: string): string => text.replace(/[^\n]/g, ' ');

/**
 * Tells code from comments and strings in TypeScript and TSX. It knows nothing of grammar beyond that: quotes end at
 * the line's end at the latest, so that an apostrophe in JSX text costs no more than its line.
 */
export function scanSource(text: string): SourceText {
  const comments: Piece[] = [];
  const strings: Piece[] = [];
  /** Open braces inside each template substitution that we are in. */
  const substitutions: number[] = [];
  let code = '';
  let at = 0;

  const takeComment = (end: number) => {
    comments.push({ offset: at, text: text.slice(at, end) });
    code += blank(text.slice(at, end));
    at = end;
  };
  const takeLiteral = (end: number, closing: number) => {
    strings.push({ offset: at, text: text.slice(at + 1, end - closing) });
    code += text.charAt(at) + blank(text.slice(at + 1, end - closing)) + text.slice(end - closing, end);
    at = end;
  };
  const takeTemplatePart = () => {
    const end = endOfTemplatePart(text, at + 1);
    const opens = text.startsWith('${', end);
    if (opens) substitutions.push(0);
    const closing = opens ? 2 : end < text.length ? 1 : 0;
    takeLiteral(end + closing, closing);
  };

  if (text.startsWith('#!')) takeComment(lineEnd(text, 0));
  while (at < text.length) {
    const char = text.charAt(at);
    const open = substitutions.at(-1);
    if (text.startsWith('//', at)) takeComment(lineEnd(text, at));
    else if (text.startsWith('/*', at)) takeComment(blockEnd(text, at));
    else if (char === "'" || char === '"') takeLiteral(...quotedEnd(text, at, char));
    else if (char === '`') takeTemplatePart();
    else if (char === '}' && open === 0) {
      substitutions.pop();
      takeTemplatePart();
    } else {
      const end = char === '/' && regexMayStart(code) ? regexEnd(text, at) : undefined;
      if (end !== undefined) {
        code += '/' + blank(text.slice(at + 1, end - 1)) + '/';
        at = end;
        continue;
      }
      if (open !== undefined && char === '{') substitutions[substitutions.length - 1] = open + 1;
      if (open !== undefined && char === '}') substitutions[substitutions.length - 1] = open - 1;
      code += char;
      at++;
    }
  }
  return { code, comments, strings };
}

/** The line of an offset, 1 for the first. */
export function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let i = text.indexOf('\n'); i !== -1 && i < offset; i = text.indexOf('\n', i + 1)) line++;
  return line;
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end;
}

function blockEnd(text: string, from: number): number {
  const end = text.indexOf('*/', from + 2);
  return end === -1 ? text.length : end + 2;
}

/** The end of a quoted string and how many characters close it: none when the line ends first. */
function quotedEnd(text: string, from: number, quote: string): [end: number, closing: number] {
  for (let i = from + 1; i < text.length; i++) {
    const char = text.charAt(i);
    if (char === '\\') i++;
    else if (char === quote) return [i + 1, 1];
    else if (char === '\n') return [i, 0];
  }
  return [text.length, 0];
}

function endOfTemplatePart(text: string, from: number): number {
  for (let i = from; i < text.length; i++) {
    if (text.charAt(i) === '\\') i++;
    else if (text.charAt(i) === '`' || text.startsWith('${', i)) return i;
  }
  return text.length;
}

/** Whether a slash begins a regular expression: after an operator or a keyword, never after `<` (a closing tag). */
function regexMayStart(code: string): boolean {
  const before = code.slice(-60).trimEnd();
  return (
    before === '' ||
    /(?:[(,=:[!&|?{;+*%^~-]|=>|\b(?:return|typeof|case|in|of|void|throw|else|do|yield|await))$/.test(before)
  );
}

function regexEnd(text: string, from: number): number | undefined {
  let inClass = false;
  for (let i = from + 1; i < text.length; i++) {
    const char = text.charAt(i);
    if (char === '\n') return undefined;
    if (char === '\\') i++;
    else if (char === '[') inClass = true;
    else if (char === ']') inClass = false;
    else if (char === '/' && !inClass) return i + 1;
  }
  return undefined;
}
