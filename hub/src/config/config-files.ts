/** What the loader needs of a file system. Paths are absolute. */
export interface ConfigFiles {
  /** Undefined when there is nothing. */
  stat(path: string): Promise<{ readonly kind: 'file' | 'folder'; readonly size: number } | undefined>;
  /** UTF-8 text. */
  readFile(path: string): Promise<string>;
  /** Names, without the folder. */
  readdir(path: string): Promise<readonly string[]>;
}
