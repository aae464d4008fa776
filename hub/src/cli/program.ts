import { Command, InvalidArgumentError, Option } from 'commander';
import type { CliIo } from './cli-io.ts';
import type { CliModules } from './hub-module.ts';
import { printerOf } from './printer.ts';
import type { Printer } from './printer.ts';
import { packageVersion } from './node/package-version.ts';

/** What a command gets beside its own options. */
export interface CommandContext {
  readonly modules: CliModules;
  readonly io: CliIo;
  readonly printer: Printer;
  /** As loading the configuration takes them. */
  readonly flags: CommandFlags;
}

export interface CommandFlags {
  readonly config?: string;
  readonly data?: string;
  readonly host?: string;
  readonly port?: string;
  readonly url?: string;
  readonly logLevel?: string;
  readonly logFormat?: string;
  readonly set?: readonly string[];
}

/** An action that loads its command's code when it is run, calls it and keeps the exit code. */
type Runs = <Options extends object, Arguments extends unknown[]>(
  load: () => Promise<(context: CommandContext, options: Options, ...args: Arguments) => Promise<number>>,
) => (...given: unknown[]) => Promise<void>;

/** Of lib/src/protocol/permissions.ts, which is not loaded for a help text; a test compares them. */
export const roleNames = ['owner', 'admin', 'member', 'child', 'guest', 'agent', 'read-only'] as const;
export type RoleName = (typeof roleNames)[number];

/** The commands and their help. Each action loads its own code. */
export function buildProgram(deps: {
  readonly modules: CliModules;
  readonly io: CliIo;
  readonly done: (exitCode: number) => void;
}): Command {
  const { modules, io, done } = deps;
  const program = new Command('lifeops')
    .description('LifeOps, a self-hosted hub for a home and a life')
    .version(packageVersion(modules.packageFolder), '-V, --version', 'print the version')
    .option('--config <file>', 'configuration file (default: $LIFEOPS_CONFIG, then ./config.yaml)')
    .option('--data <folder>', 'data folder (default: $LIFEOPS_DATA, then data beside the configuration)')
    .option('--json', 'print JSON for programs')
    .configureHelp({ showGlobalOptions: true, sortSubcommands: false })
    .configureOutput({
      writeOut: (text) => void io.out.write(text),
      writeErr: (text) => void io.err.write(text),
    })
    .showHelpAfterError('(lifeops --help shows what there is)')
    .helpCommand('help [command]', 'show the help of a command')
    .addHelpText('after', '\nExit codes: 0 good, 1 failed, 2 wrong use.')
    .exitOverride();

  const runs: Runs =
    (load) =>
    async (...given) => {
      const command = given.at(-1) as Command;
      const options = command.optsWithGlobals<CommandFlags & { readonly json?: boolean }>();
      const run = await load();
      const context = { modules, io, flags: options, printer: printerOf(io, options.json === true) };
      done(await run(context, options as never, ...(given.slice(0, -2) as never)));
    };

  withServerOptions(program.command('start').description('start the hub; Ctrl+C or SIGTERM stops it')).action(
    runs(async () => (await import('./commands/start.ts')).start),
  );
  withServerOptions(
    program
      .command('check')
      .description('check the configuration, fields of the integrations included; starts nothing'),
  )
    .option('--no-entries', "leave out the integrations' own fields")
    .action(runs(async () => (await import('./commands/check.ts')).check));
  withServerOptions(
    program
      .command('doctor')
      .description('look for what keeps the hub from running well, and say what to do'),
  ).action(runs(async () => (await import('./commands/doctor.ts')).doctor));

  addTokenCommands(program, runs);
  const create = program.command('create').description('write something new');
  create
    .command('integration')
    .argument('<name>', 'lower case with underscores, as my_pool', integrationId)
    .description('write a new integration that passes the conformance tests')
    .option('--title <text>', 'its name for people (default: made of the name)')
    .option(
      '--to <folder>',
      'where to write it (default: integrations/<name> inside the project, else ./<name>)',
    )
    .action(runs(async () => (await import('./commands/create-integration.ts')).createIntegration));
  return program;
}

function addTokenCommands(program: Command, runs: Runs): void {
  const token = program
    .command('token')
    .description(
      'tokens for devices and programs; while the hub runs or not, for whoever may write the data folder',
    );
  token
    .command('create')
    .description('create a token and print it, which is the only time that it is shown')
    .requiredOption('--name <name>', 'what it is for', tokenName)
    .addOption(new Option('--role <role>', 'what it may do').choices([...roleNames]).makeOptionMandatory())
    .option('--expires-in-days <days>', 'ends by itself after so many days (default: never)', dayCount)
    .action(runs(async () => (await import('./commands/token.ts')).createToken));
  token
    .command('list')
    .description('list the tokens and sessions that are valid')
    .action(runs(async () => (await import('./commands/token.ts')).listTokens));
  token
    .command('revoke')
    .argument('<uid>', 'as `lifeops token list` shows it')
    .description('end a token or session; a running hub refuses it within a second')
    .action(runs(async () => (await import('./commands/token.ts')).revokeToken));
}

/** What may be said of the configuration on the command line. */
function withServerOptions(command: Command): Command {
  return command
    .option('--host <address>', 'where to listen')
    .option('--port <port>', 'of the API and the UI')
    .option('--url <url>', 'as browsers reach the hub')
    .option('--log-level <level>', 'error, warn, info or debug')
    .option('--log-format <format>', 'pretty or json')
    .option(
      '--set <field=value>',
      'any value of the configuration, as server.port=8001; may be given many times',
      (value: string, before: readonly string[] | undefined) => [...(before ?? []), value],
    );
}

function integrationId(name: string): string {
  if (/^[a-z][a-z0-9]*(?:_[a-z0-9]+)*$/.test(name) && name.length <= 40) return name;
  throw new InvalidArgumentError('It has to be lower case, digits and underscores, a letter first: my_pool.');
}

function tokenName(name: string): string {
  const trimmed = name.trim();
  if (trimmed.length >= 1 && trimmed.length <= 100) return trimmed;
  throw new InvalidArgumentError('It has to be 1 to 100 characters long.');
}

function dayCount(text: string): number {
  const days = Number(text);
  if (/^\d+$/.test(text) && days >= 1 && days <= 36_500) return days;
  throw new InvalidArgumentError('It has to be a whole number from 1 to 36500.');
}
