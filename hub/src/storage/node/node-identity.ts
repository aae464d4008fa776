import { chmod, mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { asNodeId, isUlid, UlidFactory, Unavailable, z } from '@lifeops/lib';
import type { Clock, Logger, NodeId, Random } from '@lifeops/lib';
import type { Sealer } from '../../core/store/tables.ts';
import { asStorageError } from '../storage-error.ts';
import { readOrCreateFile } from './new-file.ts';
import { keyBytes, NodeKeySealer } from './sealer.ts';

export interface NodeIdentity {
  /** A ULID, made once for this data folder. */
  readonly nodeId: NodeId;
  readonly sealer: Sealer;
}

const nodeFileSchema = z.object({ id: z.string().refine(isUlid), created_at: z.int() });

/**
 * Reads or makes, in the data folder, `node.key` (32 random bytes; more keys may follow, of which the first seals and all
 * open) and `node.json` (the id). The id stands apart from the key, so that a change of keys leaves the node itself.
 * Throws `Unavailable` (storage-failed) when either cannot be read or written, or is damaged; it is never replaced then,
 * as all secrets depend on it.
 */
export async function openNodeIdentity(options: {
  readonly dataFolder: string;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Logger;
}): Promise<NodeIdentity> {
  const { dataFolder, clock, random, log } = options;
  try {
    await mkdir(dataFolder, { recursive: true, mode: 0o700 });
    const keyFile = join(dataFolder, 'node.key');
    const bytes = await readOrCreateFile(keyFile, () => random.bytes(keyBytes));
    await closeToOthers(keyFile, log);
    const nodeFile = await readOrCreateFile(join(dataFolder, 'node.json'), () => {
      const id = new UlidFactory({ clock, random }).next();
      return Buffer.from(`${JSON.stringify({ id, created_at: clock.now() })}\n`);
    });
    return { nodeId: readNodeId(nodeFile), sealer: new NodeKeySealer({ random }, splitKeys(bytes)) };
  } catch (cause) {
    throw asStorageError(cause, "Reading the node's key and id");
  }
}

async function closeToOthers(keyFile: string, log: Logger): Promise<void> {
  const { mode } = await stat(keyFile);
  if ((mode & 0o077) === 0) return;
  await chmod(keyFile, 0o600);
  log.warn('The node key could be read by other users of this machine; its mode is now 0600.', {
    file: keyFile,
  });
}

function splitKeys(bytes: Uint8Array): [Uint8Array, ...Uint8Array[]] {
  if (bytes.length === 0 || bytes.length % keyBytes !== 0) {
    throw new Unavailable(
      'node.key is damaged: its length is no multiple of 32 bytes. Restore it from the backup.',
      {
        code: 'storage-failed',
      },
    );
  }
  const first = bytes.subarray(0, keyBytes);
  const rest = Array.from({ length: bytes.length / keyBytes - 1 }, (_, i) =>
    bytes.subarray((i + 1) * keyBytes, (i + 2) * keyBytes),
  );
  return [first, ...rest];
}

function readNodeId(file: Uint8Array): NodeId {
  const parsed = nodeFileSchema.safeParse(parseJson(Buffer.from(file).toString('utf8')));
  if (parsed.success) return asNodeId(parsed.data.id);
  throw new Unavailable('node.json is damaged: it holds no node id. Restore it from the backup.', {
    code: 'storage-failed',
    cause: parsed.error,
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // What is no JSON fails the schema, whose message is the better one.
    return undefined;
  }
}
