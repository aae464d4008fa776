import { asError, asUid, Scope } from '@lifeops/lib';
import type { ClockDep, ContextRef, EventMap, LogDep } from '@lifeops/lib';
import type { EventBus } from '../core/bus/event-bus.ts';
import type { ContextFactory } from '../core/context.ts';
import type { StateMachine } from '../core/state-machine/state-machine.ts';
import { messageOf, runActions } from './automation-run.ts';
import type { CallService } from './automation-run.ts';
import type { CompiledAutomation } from './compile.ts';
import { allOf, evaluate } from './conditions.ts';
import type { ParseWord } from './matching.ts';
import { StateTriggerWatch } from './state-trigger.ts';

export interface EngineDeps extends ClockDep, LogDep {
  readonly states: StateMachine;
  readonly bus: EventBus;
  readonly contexts: ContextFactory;
  readonly callService: CallService;
  readonly parseWord: ParseWord;
}

/** How often an automation may cause itself, through whatever chain. */
const maxDepth = 10;
/** Contexts of runs remembered to follow a chain back. */
const rememberedRuns = 1000;

interface Run {
  readonly context: ContextRef;
  readonly abort: AbortController;
  readonly done: Promise<void>;
}

/** One automation that is switched on: watches its entities and nothing else, decides, acts. */
export class RunningAutomation implements AsyncDisposable {
  readonly uid: string;
  readonly #deps: EngineDeps & { readonly chains: RunChains };
  readonly #automation: CompiledAutomation;
  readonly #scope: Scope;
  readonly #runs = new Set<Run>();
  lastTriggered: number | null = null;
  lastError: string | null = null;

  constructor(
    uid: string,
    automation: CompiledAutomation,
    deps: EngineDeps & { readonly chains: RunChains },
  ) {
    this.uid = uid;
    this.#automation = automation;
    this.#deps = deps;
    this.#scope = new Scope(`automation ${automation.document.name}`);
  }

  start(): void {
    for (const trigger of this.#automation.document.triggers) {
      if (!trigger.enabled) continue;
      for (const id of trigger.entity_id) {
        const uid = this.#uidOf(id);
        const watch = new StateTriggerWatch(uid, trigger, this.#deps.parseWord);
        watch.begin(this.#deps.states.get(uid));
        this.#scope.use(
          this.#deps.states.subscribe(
            [uid],
            (change) => this.#onChange(watch, change),
            `automation ${this.uid}`,
          ),
        );
      }
    }
  }

  /** By hand: the actions now, whatever the triggers say. False when the conditions were asked for and do not hold. */
  async run(context: ContextRef, checkConditions: boolean): Promise<boolean> {
    if (checkConditions && !this.#conditionsHold()) return false;
    await this.#act(this.#deps.contexts.make('automation', this.uid, context));
    return true;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const run of this.#runs) run.abort.abort();
    await Promise.all([...this.#runs].map((run) => run.done));
    await this.#scope[Symbol.asyncDispose]();
  }

  #onChange(watch: StateTriggerWatch, change: EventMap['state_changed']): void {
    const fires = watch.fires(change.old, change.new);
    // A restart is no event of the home: what it brings back is watched, not acted on.
    if (!fires || change.restored === true || change.new === null) return;
    const cause = change.new.context;
    if (this.#deps.chains.depthOf(this.uid, cause) >= maxDepth) {
      this.lastError = `It caused itself ${maxDepth} times in a row and was stopped.`;
      this.#deps.log.warn('An automation keeps causing itself and was stopped', {
        automation: this.#automation.document.name,
      });
      return;
    }
    if (!this.#conditionsHold()) return;
    const { mode } = this.#automation.document;
    if (mode === 'single' && this.#runs.size > 0) return;
    if (mode === 'restart') for (const run of this.#runs) run.abort.abort();
    this.#scope.track(this.#act(this.#deps.contexts.make('automation', this.uid, cause)), () => {});
  }

  #conditionsHold(): boolean {
    const { conditions } = this.#automation.document;
    const states = (uid: string) => this.#deps.states.get(uid);
    const verdict = allOf(
      conditions.map((condition) =>
        evaluate(condition, (id) => this.#uidOf(id), states, this.#deps.parseWord),
      ),
    );
    if (verdict.holds === null) this.lastError = `A condition could not be decided: ${verdict.reason}.`;
    return verdict.holds === true;
  }

  #act(context: ContextRef): Promise<void> {
    const abort = new AbortController();
    const { document } = this.#automation;
    this.lastTriggered = this.#deps.clock.now();
    this.lastError = null;
    this.#deps.chains.add(this.uid, context);
    this.#deps.bus.fire('automation_triggered', { uid: this.uid, name: document.name }, context);
    const work = runActions(document.actions, this.#deps, { context, signal: abort.signal }).catch(
      (cause: unknown) => {
        if (abort.signal.aborted) return;
        this.lastError = messageOf(cause);
        this.#deps.log.warn('An automation failed', {
          automation: document.name,
          uid: asUid(this.uid),
          error: asError(cause),
        });
      },
    );
    const run: Run = { context, abort, done: work };
    this.#runs.add(run);
    return work.finally(() => this.#runs.delete(run));
  }

  #uidOf(id: string): string {
    return this.#automation.uids.get(id) as string;
  }
}

/** Which runs led to which, by context: bounded, oldest forgotten first. */
export class RunChains {
  readonly #runs = new Map<string, { readonly automation: string; readonly parent: string | null }>();

  add(automation: string, context: ContextRef): void {
    this.#runs.set(context.id, { automation, parent: context.parent });
    for (const id of this.#runs.keys()) {
      if (this.#runs.size <= rememberedRuns) break;
      this.#runs.delete(id);
    }
  }

  /** How often the automation stands in the chain behind this context. */
  depthOf(automation: string, context: ContextRef): number {
    let depth = 0;
    let at: string | null = context.id;
    while (at !== null) {
      const run = this.#runs.get(at);
      if (run?.automation === automation) depth += 1;
      at = run?.parent ?? null;
    }
    return depth;
  }
}
