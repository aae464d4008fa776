import { lockDataFolder } from '../../../../hub/src/storage/node/data-folder-lock.ts';

// Run by the tests as a process of its own: locks the folder it is given, says so, and stays until it is ended.
lockDataFolder(process.argv[2] as string);
process.stdout.write('locked\n');
process.stdin.resume();
