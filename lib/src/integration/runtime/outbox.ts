import type { JsonObject } from '../../base/json.ts';
import type { DeviceMessage, EntityMessage, Patch, ToHost } from '../messages.ts';

/** Gathers what one snapshot changes, so that the hub gets it as few messages; holds it back until set-up is done. */
export class Outbox {
  readonly #send: (message: ToHost) => void;
  #open = false;
  #number = 0;
  #devices = new Map<string, DeviceMessage>();
  #entities = new Map<number, EntityMessage>();
  #goneEntities: number[] = [];
  #goneDevices: string[] = [];
  #feeds: {
    readonly n: number;
    readonly full: boolean;
    readonly put: readonly JsonObject[];
    readonly remove: readonly string[];
  }[] = [];
  #patches: Patch[] = [];

  constructor(send: (message: ToHost) => void, firstNumber: number) {
    this.#send = send;
    this.#number = firstNumber;
  }

  nextNumber(): number {
    return ++this.#number;
  }

  get lastNumber(): number {
    return this.#number;
  }

  device(message: DeviceMessage): void {
    this.#devices.set(message.key, message);
  }

  entity(message: EntityMessage): void {
    this.#entities.set(message.n, message);
  }

  removeEntity(n: number): void {
    this.#patches = this.#patches.filter((patch) => patch[0] !== n);
    this.#feeds = this.#feeds.filter((feed) => feed.n !== n);
    // Never told: then there is nothing to take back.
    if (!this.#entities.delete(n) || this.#open) this.#goneEntities.push(n);
  }

  removeDevice(key: string): void {
    this.#devices.delete(key);
    this.#goneDevices.push(key);
  }

  feed(n: number, full: boolean, put: readonly JsonObject[], remove: readonly string[]): void {
    this.#feeds.push({ n, full, put, remove });
  }

  patch(patch: Patch): void {
    this.#patches.push(patch);
  }

  open(): void {
    this.#open = true;
    this.flush();
  }

  flush(): void {
    if (!this.#open) return;
    if (this.#goneEntities.length + this.#goneDevices.length > 0) {
      this.#send({ type: 'remove', entities: this.#goneEntities, devices: this.#goneDevices });
    }
    if (this.#devices.size + this.#entities.size > 0) {
      this.#send({
        type: 'add',
        devices: [...this.#devices.values()],
        entities: [...this.#entities.values()],
      });
    }
    for (const feed of this.#feeds) this.#send({ type: 'feed', ...feed });
    if (this.#patches.length > 0) this.#send({ type: 'patch', patches: this.#patches });
    this.#devices = new Map();
    this.#entities = new Map();
    this.#goneEntities = [];
    this.#goneDevices = [];
    this.#feeds = [];
    this.#patches = [];
  }
}
