import type { CompactChange, Role, WireEntity } from '@lifeops/lib/protocol';
import { freshNotifications, Refusal } from './fake-answers.ts';
import { at, start } from './fake-home.data.ts';
import type { FakeEntity } from './fake-home.data.ts';
import { entities } from './fake-rooms.data.ts';
import { entries } from './fake-sources.data.ts';

const hour = 3_600_000;
type Data = Readonly<Record<string, unknown>>;

/** A home in memory: what it holds, what services do to it, who is told. */
export class FakeHome {
  readonly token = 'fake-token';
  firstRun = false;
  role: Role = 'owner';
  entities: FakeEntity[] = [...entities];
  entries = [...entries];
  notifications = freshNotifications();
  site = {
    id: 'home',
    name: 'Villa Ekbacken',
    latitude: 59.33,
    longitude: 18.07,
    time_zone: 'Europe/Stockholm',
    currency: 'SEK',
    units: 'metric',
    read_only: ['time_zone'] as string[],
    demo: true,
  };
  /** Services that fail, as `light.turn_on`, with the reason. */
  readonly failing = new Map<string, string>();
  readonly calls: { readonly service: string; readonly data: Data; readonly entityId: string }[] = [];
  onState: (changes: readonly CompactChange[], seq: number) => void = () => {};
  onTopic: (event: string) => void = () => {};
  #seq = 1000;
  readonly #seqs = new Map<string, number>();
  readonly #changedAt = new Map<string, number>();

  get seq(): number {
    return this.#seq;
  }

  tell(event: string): void {
    this.onTopic(event);
  }

  states(): readonly CompactChange[] {
    return this.entities
      .filter(({ entity }) => entity.disabled_by === null)
      .map((each) => this.#change(each));
  }

  set(entityId: string, value: FakeEntity['value'], attributes: Data = {}): void {
    const index = this.entities.findIndex(({ entity }) => entity.entity_id === entityId);
    const before = this.entities[index];
    if (!before) throw new Refusal(404, 'not-found', `There is no ${entityId}.`);
    const next = {
      ...before,
      value,
      status: 'ok' as const,
      attributes: { ...before.attributes, ...attributes },
    };
    this.entities[index] = next;
    this.#seq += 1;
    this.#seqs.set(entityId, this.#seq);
    this.#changedAt.set(entityId, Date.now());
    this.onState([this.#change(next)], this.#seq);
  }

  updateEntity(uid: string, { name, area, hidden, disabled }: Data): WireEntity {
    const index = this.entities.findIndex(({ entity }) => entity.uid === uid);
    const found = this.entities[index];
    if (!found) throw new Refusal(404, 'not-found', 'There is no such entity.');
    const entity: WireEntity = {
      ...found.entity,
      ...(typeof name === 'string'
        ? { full_name: name, name: { source: found.entity.name.source, user: name } }
        : {}),
      ...(area === undefined ? {} : { area_uid: area as string | null, area: area as string | null }),
      ...(hidden === undefined ? {} : { hidden_by: hidden ? ('user' as const) : null }),
      ...(disabled === undefined ? {} : { disabled_by: disabled ? ('user' as const) : null }),
      modified_at: Date.now(),
    };
    this.entities[index] = { ...found, entity };
    this.tell('registry');
    return entity;
  }

  call(name: string, target: Data | undefined, data: Data): unknown {
    const entityId = String(target?.['entity_id']);
    this.calls.push({ service: name, data, entityId });
    const reason = this.failing.get(name);
    const answer =
      name === 'weather.get_forecasts' ? forecast() : name === 'todo.get_items' ? shopping() : undefined;
    if (reason === undefined && answer === undefined) this.#act(name, entityId, data);
    return {
      command_id: 'c-1',
      context: 'x-1',
      results: [
        {
          uid: `u-${entityId}`,
          entity_id: entityId,
          status: reason === undefined ? 'done' : 'failed',
          reason: reason ?? null,
          code: reason === undefined ? null : 'command-failed',
        },
      ],
      ...(answer === undefined ? {} : { response: { [entityId]: answer } }),
    };
  }

  history(ids: readonly string[], from: number, to: number): unknown {
    return {
      start: from,
      end: to,
      entities: Object.fromEntries(ids.map((id) => [id, this.#past(id, from, to)])),
    };
  }

  #past(id: string, from: number, to: number): unknown {
    const value = this.entities.find(({ entity }) => entity.entity_id === id)?.value;
    const steps = 96;
    return Array.from({ length: steps }, (_, index) => {
      const time = from + ((to - from) * index) / steps;
      const wave = Math.sin(time / (4 * hour)) + 0.3 * Math.sin(time / hour);
      const past =
        typeof value === 'number'
          ? Number((value + wave * Math.max(1, Math.abs(value) * 0.06)).toFixed(1))
          : typeof value === 'boolean'
            ? wave > 0.4
            : value;
      return {
        at: Math.round(time),
        value: past ?? null,
        status: past === null || past === undefined ? 'unknown' : 'ok',
      };
    });
  }

  #act(name: string, entityId: string, data: Data): void {
    const found = this.entities.find(({ entity }) => entity.entity_id === entityId);
    const service = name.slice(name.indexOf('.') + 1);
    const { brightness_pct: pct, ...rest } = data;
    const changes: Record<string, () => void> = {
      turn_on: () =>
        this.set(entityId, name.startsWith('scene') ? Date.now() : true, {
          ...(typeof pct === 'number' ? { brightness: Math.round(pct * 2.55) } : {}),
          ...rest,
        }),
      turn_off: () => this.set(entityId, false),
      set_temperature: () => this.set(entityId, found?.value ?? null, data),
      set_hvac_mode: () => this.set(entityId, String(data['hvac_mode'])),
      lock: () => this.set(entityId, 'locked'),
      unlock: () => this.set(entityId, 'unlocked'),
      open_cover: () => this.set(entityId, 'open', { current_position: 100 }),
      close_cover: () => this.set(entityId, 'closed', { current_position: 0 }),
      set_cover_position: () =>
        this.set(entityId, data['position'] === 0 ? 'closed' : 'open', {
          current_position: data['position'],
        }),
      media_play: () => this.set(entityId, 'playing'),
      media_pause: () => this.set(entityId, 'paused'),
      select_option: () => this.set(entityId, String(data['option'])),
      set_value: () => this.set(entityId, data['value'] as number),
      press: () => this.set(entityId, Date.now()),
    };
    changes[service]?.();
  }

  #change({ entity, value, status, attributes }: FakeEntity): CompactChange {
    const changed = this.#changedAt.get(entity.entity_id) ?? at(-1.4);
    return {
      u: entity.uid,
      e: entity.entity_id,
      q: this.#seqs.get(entity.entity_id) ?? 1,
      v: value,
      s: status,
      a: attributes as CompactChange extends { a: infer A } ? A : never,
      c: changed,
      t: changed,
      x: { id: 'x', parent: null, cause: 'integration', ref: null, node: 'home' },
    } as CompactChange;
  }
}

const forecast = () => ({
  forecast: Array.from({ length: 24 }, (_, index) => ({
    datetime: Math.ceil(start / hour) * hour + index * hour,
    condition: ['partlycloudy', 'cloudy', 'rainy', 'rainy', 'cloudy', 'clear-night'][index % 6],
    temperature: Math.round(6 - 3 * Math.sin(index / 5)),
  })),
});
const shopping = () => ({
  items: ['Milk', 'Rye bread', 'Coffee filters', 'Apples'].map((summary, index) => ({
    uid: `i-${index}`,
    summary,
    status: index === 3 ? 'completed' : 'needs_action',
  })),
});
