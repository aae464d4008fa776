import type { ErrorCode } from 'yaml';

/** What a YAML syntax error means, in words that never repeat the text around it: it may be a password. */
export const yamlProblems: Readonly<Record<ErrorCode, string>> = {
  ALIAS_PROPS: 'an alias (*name) takes no tag and no anchor',
  BAD_ALIAS: 'an anchor (&name) or alias (*name) needs a name; put text that begins with & or * in quotes',
  BAD_COLLECTION_TYPE: 'this tag does not fit what stands after it',
  BAD_DIRECTIVE: 'a line that begins with % is a YAML directive; put the text in quotes',
  BAD_DQ_ESCAPE: 'unknown escape after a backslash; in single quotes a backslash is an ordinary character',
  BAD_INDENT: 'the indentation does not fit the lines around it, or a bracket before it is not closed',
  BAD_PROP_ORDER: 'an anchor or tag stands in the wrong place',
  BAD_SCALAR_START: 'text cannot begin with this character; put it in quotes',
  BLOCK_AS_IMPLICIT_KEY: 'two keys on one line; put the text in quotes if the colon belongs to it',
  BLOCK_IN_FLOW: 'an indented block cannot stand inside brackets',
  DUPLICATE_KEY: 'this key is given twice',
  IMPOSSIBLE: 'this cannot be read as YAML',
  KEY_OVER_1024_CHARS: 'this key is too long',
  MISSING_CHAR: 'a quote, bracket, comma or colon is missing here or before',
  MULTILINE_IMPLICIT_KEY: 'a key must stand on one line; is a colon missing?',
  MULTIPLE_ANCHORS: 'one value has two anchors',
  MULTIPLE_DOCS: 'a second document begins here; one file holds one document',
  MULTIPLE_TAGS: 'one value has two tags',
  NON_STRING_KEY: 'a key must be text',
  RESOURCE_EXHAUSTION: 'this is nested too deep',
  TAB_AS_INDENT: 'indentation is by spaces, not by tabs',
  TAG_RESOLVE_FAILED: 'unknown tag',
  UNEXPECTED_TOKEN: 'this does not belong here; is the indentation right, or a quote or colon missing?',
};
