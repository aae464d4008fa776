import { silentLogger } from '@lifeops/lib';
import { SystemClock } from '@lifeops/lib/node';
import { openAppDatabase } from '../../../../hub/src/storage/app/open-app-database.ts';
import { area } from '../sample-rows.ts';

// Run by the tests as a process of its own: edits one area after another and prints each once it is confirmed, for ever.
const dataFolder = process.argv[2] as string;
const { tables } = await openAppDatabase({
  url: 'sqlite:lifeops.db',
  dataFolder,
  clock: new SystemClock(),
  node: 'n',
  log: silentLogger,
});
for (let i = 0; ; i++) {
  await tables.areas.put([{ ...area, uid: `area${i % 50}`, position: i }]);
  process.stdout.write(`${i}\n`);
}
