import { asError, Conflict, InvalidInput, NotFound, slugify } from '@lifeops/lib';
import type { ClockDep, ContextRef, IdsDep, Json, JsonObject } from '@lifeops/lib';
import type { AutomationRow, Table } from '../core/store/tables.ts';
import { messageOf } from './automation-run.ts';
import { compile, parseDocument } from './compile.ts';
import type { Home } from './compile.ts';
import { RunChains, RunningAutomation } from './engine.ts';
import type { EngineDeps } from './engine.ts';

/** An automation kept in a file: shown and run here, changed there. */
export interface AutomationInFile {
  readonly document: JsonObject;
  /** As `automations.yaml:12`. */
  readonly place: string;
}

export interface AutomationView {
  readonly row: AutomationRow;
  readonly place: string | null;
  readonly lastTriggered: number | null;
  readonly error: string | null;
}

interface Held {
  row: AutomationRow;
  readonly place: string | null;
  running: RunningAutomation | undefined;
  error: string | null;
}

export interface AutomationsDeps extends Omit<EngineDeps, 'parseWord'>, ClockDep, IdsDep {
  readonly table: Table<AutomationRow>;
  readonly home: Home;
  /** Tells the reference index who uses which entities. */
  readonly setReferences: (
    owner: { readonly key: string; readonly name: string },
    uids: readonly string[],
  ) => void;
}

/** All automations: rows made in the UI and documents in files, each its own unit of change and of failure. */
export class Automations implements AsyncDisposable {
  readonly #deps: AutomationsDeps;
  readonly #held = new Map<string, Held>();
  readonly #chains = new RunChains();
  #started = false;

  constructor(deps: AutomationsDeps) {
    this.#deps = deps;
  }

  async load(files: readonly AutomationInFile[]): Promise<void> {
    for (const row of await this.#deps.table.all())
      this.#held.set(row.uid, { row, place: null, running: undefined, error: null });
    this.#takeFiles(files);
  }

  /** Triggers listen from now on: after the integrations had their chance, so that a start fires nothing. */
  start(): void {
    this.#started = true;
    for (const held of this.#held.values()) this.#switchOn(held);
  }

  /** A reloaded configuration: only what changed there is restarted. */
  async reloadFiles(files: readonly AutomationInFile[]): Promise<void> {
    const before = new Map([...this.#held].filter(([, held]) => held.place !== null));
    const after = new Map(this.#rowsOf(files).map((file) => [file.row.uid, file]));
    for (const [uid, held] of before) {
      const next = after.get(uid);
      if (next && JSON.stringify(next.row.document) === JSON.stringify(held.row.document)) continue;
      await this.#switchOff(held);
      this.#held.delete(uid);
    }
    for (const [uid, file] of after) if (!this.#held.has(uid)) this.#hold(file);
  }

  list(): readonly AutomationView[] {
    return [...this.#held.values()].map(viewOf).toSorted((a, b) => a.row.name.localeCompare(b.row.name));
  }

  get(uid: string): AutomationView {
    return viewOf(this.#find(uid));
  }

  async create(document: Json, context: ContextRef): Promise<AutomationView> {
    const parsed = parseDocument(document);
    compile(parsed, this.#deps.home);
    const now = this.#deps.clock.now();
    const ruleId = parsed.rule_id ?? slugify(parsed.name);
    this.#checkRuleId(ruleId, undefined);
    const row: AutomationRow = {
      uid: this.#deps.ids.next(),
      ruleId,
      name: parsed.name,
      agent: parsed.agent,
      document: { ...(document as JsonObject), rule_id: ruleId },
      enabled: parsed.enabled,
      createdAt: now,
      updatedAt: now,
    };
    await this.#deps.table.put([row]);
    const held = this.#hold({ row, place: null });
    this.#announce(row.uid, 'create', context);
    return viewOf(held);
  }

  async update(
    uid: string,
    changes: { readonly document?: Json | undefined; readonly enabled?: boolean | undefined },
    context: ContextRef,
  ): Promise<AutomationView> {
    const held = this.#find(uid);
    if (held.place !== null)
      throw new Conflict(`This automation is kept in ${held.place}; change it there.`, {
        details: { place: held.place },
      });
    const document = changes.document ?? held.row.document;
    const parsed = parseDocument(document);
    compile(parsed, this.#deps.home);
    const ruleId = parsed.rule_id ?? held.row.ruleId;
    this.#checkRuleId(ruleId, uid);
    const enabled = changes.enabled ?? (changes.document === undefined ? held.row.enabled : parsed.enabled);
    const row: AutomationRow = {
      ...held.row,
      ruleId,
      name: parsed.name,
      agent: parsed.agent,
      enabled,
      document: { ...(document as JsonObject), rule_id: ruleId, enabled },
      updatedAt: this.#deps.clock.now(),
    };
    await this.#deps.table.put([row]);
    await this.#switchOff(held);
    held.row = row;
    this.#switchOn(held);
    this.#announce(uid, 'update', context);
    return viewOf(held);
  }

  async remove(uid: string, context: ContextRef): Promise<void> {
    const held = this.#find(uid);
    if (held.place !== null)
      throw new Conflict(`This automation is kept in ${held.place}; remove it there.`, {
        details: { place: held.place },
      });
    await this.#deps.table.remove([uid]);
    await this.#switchOff(held);
    this.#held.delete(uid);
    this.#announce(uid, 'remove', context);
  }

  async run(
    uid: string,
    checkConditions: boolean,
    context: ContextRef,
  ): Promise<{ readonly ran: boolean; readonly error: string | null }> {
    const held = this.#find(uid);
    const running = held.running ?? this.#build(held);
    if (!running) return { ran: false, error: held.error };
    const ran = await running.run(context, checkConditions);
    return { ran, error: running.lastError };
  }

  /** Entities or services came or went: what could not be compiled gets another chance, what lost its entities says so. */
  async recheck(): Promise<void> {
    for (const held of this.#held.values()) {
      if (!held.row.enabled) continue;
      const broken = this.#faultOf(held.row);
      if (held.running && broken !== null) {
        await this.#switchOff(held);
        held.error = broken;
      } else if (!held.running && broken === null) {
        this.#switchOn(held);
      }
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#started = false;
    await Promise.all([...this.#held.values()].map(async (held) => held.running?.[Symbol.asyncDispose]()));
  }

  #takeFiles(files: readonly AutomationInFile[]): void {
    for (const file of this.#rowsOf(files)) this.#hold(file);
  }

  /** Rows of files are made anew at each start: their uid follows from their rule id. */
  #rowsOf(files: readonly AutomationInFile[]): { readonly row: AutomationRow; readonly place: string }[] {
    const now = this.#deps.clock.now();
    return files.map(({ document, place }, index) => {
      const name = typeof document['name'] === 'string' ? document['name'] : `automation ${index + 1}`;
      const ruleId = typeof document['rule_id'] === 'string' ? document['rule_id'] : slugify(name);
      const row: AutomationRow = {
        uid: `file:${ruleId}`,
        ruleId,
        name,
        agent: typeof document['agent'] === 'string' ? document['agent'] : 'user',
        document,
        enabled: document['enabled'] !== false,
        createdAt: now,
        updatedAt: now,
      };
      return { row, place };
    });
  }

  #hold({ row, place }: { readonly row: AutomationRow; readonly place: string | null }): Held {
    const held: Held = { row, place, running: undefined, error: null };
    this.#held.set(row.uid, held);
    this.#switchOn(held);
    return held;
  }

  #switchOn(held: Held): void {
    held.error = null;
    if (!this.#started || !held.row.enabled) return;
    held.running = this.#build(held);
    held.running?.start();
  }

  #build(held: Held): RunningAutomation | undefined {
    try {
      const compiled = compile(parseDocument(held.row.document), this.#deps.home);
      this.#deps.setReferences({ key: held.row.uid, name: held.row.name }, [
        ...new Set(compiled.uids.values()),
      ]);
      return new RunningAutomation(held.row.uid, compiled, {
        ...this.#deps,
        parseWord: this.#deps.home.parseWord,
        chains: this.#chains,
      });
    } catch (cause) {
      held.error = placed(held, cause);
      this.#deps.log.warn('An automation cannot run', {
        automation: held.row.name,
        place: held.place ?? 'the UI',
        error: asError(cause),
      });
      return undefined;
    }
  }

  async #switchOff(held: Held): Promise<void> {
    this.#deps.setReferences({ key: held.row.uid, name: held.row.name }, []);
    await held.running?.[Symbol.asyncDispose]();
    held.running = undefined;
  }

  #faultOf(row: AutomationRow): string | null {
    try {
      compile(parseDocument(row.document), this.#deps.home);
      return null;
    } catch (cause) {
      return messageOf(cause);
    }
  }

  #find(uid: string): Held {
    const held = this.#held.get(uid) ?? [...this.#held.values()].find(({ row }) => row.ruleId === uid);
    if (!held) throw new NotFound('There is no such automation.');
    return held;
  }

  #checkRuleId(ruleId: string, except: string | undefined): void {
    const other = [...this.#held.values()].find(({ row }) => row.ruleId === ruleId && row.uid !== except);
    if (other)
      throw new Conflict(`There is an automation with the rule_id ${ruleId} already: ${other.row.name}.`);
  }

  #announce(uid: string, action: 'create' | 'update' | 'remove', context: ContextRef): void {
    this.#deps.bus.fire('automation_updated', { uid, action, changes: [] }, context);
  }
}

function viewOf(held: Held): AutomationView {
  return {
    row: held.row,
    place: held.place,
    lastTriggered: held.running?.lastTriggered ?? null,
    error: held.error ?? held.running?.lastError ?? null,
  };
}

const placed = (held: Held, cause: unknown): string => {
  const where =
    held.place !== null && cause instanceof InvalidInput
      ? `${held.place}${cause.issues[0]?.path ?? ''}: `
      : '';
  return where + messageOf(cause);
};
