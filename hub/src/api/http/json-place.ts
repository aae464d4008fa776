export interface JsonFault {
  /** 1-based. */
  readonly line: number;
  readonly column: number;
  readonly expected: string;
}

type Expectation =
  | 'a value'
  | 'a value or ]'
  | 'a field name in double quotes'
  | 'a field name or }'
  | ':'
  | ', or ]'
  | ', or }'
  | 'the end';

const word = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.])/y;

/** Where a text stops being JSON (RFC 8259) and what was expected there; undefined when it is JSON. */
export function jsonFault(text: string): JsonFault | undefined {
  const open: ('{' | '[')[] = [];
  let expected: Expectation = 'a value';
  let at = 0;
  const afterValue = (): Expectation => {
    const inside = open.at(-1);
    return inside === undefined ? 'the end' : inside === '[' ? ', or ]' : ', or }';
  };
  for (;;) {
    while (/[ \t\r\n]/.test(text.charAt(at))) at++;
    const char: string = text.charAt(at);
    if (char === '') break;
    const wantsValue: boolean = expected === 'a value' || expected === 'a value or ]';
    const wantsName: boolean =
      expected === 'a field name in double quotes' || expected === 'a field name or }';
    let end: number | undefined = at + 1;
    if (wantsValue && (char === '{' || char === '[')) {
      open.push(char);
      expected = char === '{' ? 'a field name or }' : 'a value or ]';
    } else if ((wantsValue || wantsName) && char === '"') {
      end = stringEnd(text, at);
      expected = wantsName ? ':' : afterValue();
    } else if (wantsValue && char !== ']') {
      word.lastIndex = at;
      end = word.test(text) ? word.lastIndex : undefined;
      expected = end === undefined ? expected : afterValue();
    } else if (expected === ':' && char === ':') {
      expected = 'a value';
    } else if (char === ',' && (expected === ', or ]' || expected === ', or }')) {
      expected = expected === ', or ]' ? 'a value' : 'a field name in double quotes';
    } else if (
      (char === ']' && (expected === ', or ]' || expected === 'a value or ]')) ||
      (char === '}' && (expected === ', or }' || expected === 'a field name or }'))
    ) {
      open.pop();
      expected = afterValue();
    } else {
      end = undefined;
    }
    if (end === undefined) return faultAt(text, at, expected);
    at = end;
  }
  return expected === 'the end' ? undefined : faultAt(text, at, expected);
}

/** Past the closing quote; undefined when the string is broken. */
function stringEnd(text: string, from: number): number | undefined {
  for (let i = from + 1; i < text.length; i++) {
    const char = text.charAt(i);
    if (char === '"') return i + 1;
    if (char < ' ') return undefined;
    if (char !== '\\') continue;
    i++;
    const escape = text.charAt(i);
    if (escape === 'u' && /^[0-9a-fA-F]{4}$/.test(text.slice(i + 1, i + 5))) i += 4;
    else if (!'"\\/bfnrt'.includes(escape) || escape === '') return undefined;
  }
  return undefined;
}

function faultAt(text: string, at: number, expected: string): JsonFault {
  const before = text.slice(0, at);
  const line = before.split('\n').length;
  return { line, column: at - before.lastIndexOf('\n'), expected };
}
