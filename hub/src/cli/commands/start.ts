import { flushCompileCache } from 'node:module';
import { asError } from '@lifeops/lib';
import type { Clock, Logger } from '@lifeops/lib';
import { SystemClock } from '@lifeops/lib/node';
import { openHubLog } from '../../logging/node/open-hub-log.ts';
import type { HubLog } from '../../logging/hub-log.ts';
import { guardCrashes } from '../../supervisor/crash-guard.ts';
import { crashFileWriter } from '../../supervisor/node/crash-file.ts';
import { stopOnSignals } from '../../supervisor/stop-signals.ts';
import type { CliIo } from '../cli-io.ts';
import type { RunningHub } from '../hub-module.ts';
import { packageVersion } from '../node/package-version.ts';
import { exitCodes } from '../printer.ts';
import type { CommandContext } from '../program.ts';

/** All of the hub's stopping; what takes longer is left behind. */
const stopLimitMs = 30_000;

/** Runs a hub until it is told to stop. 0: it stopped cleanly. Throws what kept it from starting. */
export async function start(context: CommandContext): Promise<number> {
  const { io, modules, flags } = context;
  const clock = new SystemClock();
  const running = new RunningProcess(io, clock, packageVersion(modules.packageFolder));
  using _crashes = running.guard();
  const stopping = Promise.withResolvers<'stop'>();
  using _signals = stopOnSignals({
    log: running.log,
    signals: io.signals,
    exit: (code) => running.endNow(code),
    stop: () => stopping.resolve('stop'),
  });
  const { runHub } = await modules.hub();
  const hub = await runHub({ flags, env: io.env, cwd: io.cwd });
  running.hub = hub;
  const ready = await Promise.race([hub.hub.ready, stopping.promise]);
  if (ready !== 'stop') {
    if (hub.hub.setupCode !== null)
      io.out.write(`First run: open the page below; from another machine it asks for ${hub.hub.setupCode}\n`);
    io.out.write(`LifeOps is ready at ${hub.hub.url}\n`);
    // A hub that runs for months and ends with the power would never keep what it compiled.
    flushCompileCache();
  }
  await stopping.promise;
  return await stop(hub, clock);
}

/** What is to be done when the process ends in another way than by stopping: before there is a hub, and with one. */
class RunningProcess {
  hub: RunningHub | undefined;
  readonly #io: CliIo;
  readonly #clock: Clock;
  readonly #version: string;
  /** Of the time before the hub's own log is open: the terminal alone. */
  readonly #early: HubLog;

  constructor(io: CliIo, clock: Clock, version: string) {
    this.#io = io;
    this.#clock = clock;
    this.#version = version;
    this.#early = openHubLog({ clock, level: 'info', format: 'pretty', terminal: io.err }).hubLog;
  }

  get hubLog(): HubLog {
    return this.hub?.log ?? this.#early;
  }

  /** Goes to the log that there is at the moment. */
  get log(): Logger {
    const present = () => this.hubLog.logger;
    return {
      error: (message, fields) => present().error(message, fields),
      warn: (message, fields) => present().warn(message, fields),
      info: (message, fields) => present().info(message, fields),
      debug: (message, fields) => present().debug(message, fields),
      child: (fields) => present().child(fields),
    };
  }

  guard(): Disposable {
    return guardCrashes({
      clock: this.#clock,
      log: this.log,
      source: this.#io.signals,
      clean: (error) => this.hubLog.clean(error),
      context: () => ({ version: this.#version, started: this.hub !== undefined, log: this.hubLog.counts }),
      writeDump: (dump) =>
        this.hub === undefined ? undefined : crashFileWriter(this.hub.holder.current.dataFolder)(dump),
      exit: (code) => this.endNow(code),
    });
  }

  endNow(code: number): void {
    this.hub?.flushLog?.();
    this.#io.exit(code);
  }
}

async function stop(hub: RunningHub, clock: Clock): Promise<number> {
  const log = hub.log.logger;
  const late = Promise.withResolvers<'late'>();
  using _limit = clock.timer(stopLimitMs, () => late.resolve('late'));
  try {
    // Said first: the log is the last thing that ends.
    const stopped = await Promise.race([hub[Symbol.asyncDispose](), late.promise]);
    if (stopped !== 'late') return exitCodes.good;
    log.error('The hub did not stop in time; it is ended', { limit_ms: stopLimitMs });
  } catch (cause) {
    log.error('The hub did not stop cleanly', { error: asError(cause) });
  }
  hub.flushLog?.();
  return exitCodes.failed;
}
