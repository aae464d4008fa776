/** What the doctor looks at of the machine. Paths are absolute. */
export interface DoctorMachine {
  readonly nodeVersion: string;
  /** Epoch milliseconds. */
  now(): number;
  /** Undefined when there is nothing. `mode`: the permission bits alone. */
  look(path: string): Promise<FileLook | undefined>;
  /** Whether this process may write to it. */
  writable(path: string): Promise<boolean>;
  /** The disk that the folder is on. */
  disk(folder: string): Promise<{ readonly totalBytes: number; readonly freeBytes: number }>;
  /** Whether a hub of ours answers there. */
  hubAnswers(url: string): Promise<boolean>;
}

export interface FileLook {
  readonly kind: 'file' | 'folder';
  readonly mode: number;
  readonly size: number;
  /** Epoch milliseconds. */
  readonly modifiedAt: number;
}
