export interface Interface {
  readonly name: string;
  readonly doc: string;
  readonly members: readonly { readonly name: string; readonly signature: string; readonly doc: string }[];
}

/** The exported interfaces of a formatted source file with their doc comments; members end where their line does. */
export function interfacesIn(source: string): Interface[] {
  const pattern = /(?:\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\n)?export interface (\w+)[^{]*\{\n([\s\S]*?)^\}/gm;
  return [...source.matchAll(pattern)].map(([, doc = '', name = '', body = '']) => ({
    name,
    doc: commentText(doc),
    members: membersOf(body),
  }));
}

function membersOf(body: string): Interface['members'][number][] {
  const pattern =
    /(?: {2}\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\n)? {2}(?! )([\s\S]*?);$(?=\n(?: {2}\S|$)|(?![\s\S]))/gm;
  return [...body.matchAll(pattern)].map(([, doc = '', text = '']) => {
    const signature = text
      .replace(/\s*\n\s*/g, ' ')
      .replace(/([([]) | (?=[)\]])|,(?= [)\]])/g, '$1')
      .replace(/\breadonly (?=\w+\??:)/g, '');
    return { name: /^\w*/.exec(signature)?.[0] ?? '', signature, doc: commentText(doc) };
  });
}

const commentText = (comment: string): string =>
  comment
    .split('\n')
    .map((line) => line.replace(/^\s*\*?\s?/, '').trimEnd())
    .join(' ')
    .trim();
