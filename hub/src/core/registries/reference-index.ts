/** Something that names entities, devices or areas: an automation, a scene, a dashboard. */
export interface Reference {
  /** automation, scene, dashboard, flow, homekit, energy, … */
  readonly kind: string;
  readonly name: string;
  readonly uids: readonly string[];
}
export interface User {
  readonly owner: string;
  readonly kind: string;
  readonly name: string;
}

/** Who uses what, kept live by those who use: so that deleting and renaming can show it first. */
export class ReferenceIndex {
  readonly #byOwner = new Map<string, Reference>();
  readonly #owners = new Map<string, Set<string>>();

  /** Replaces what this owner said before. `owner` is unique over kinds: `automation/01J…`. */
  set(owner: string, reference: Reference): void {
    this.remove(owner);
    this.#byOwner.set(owner, reference);
    for (const uid of reference.uids) {
      const owners = this.#owners.get(uid) ?? new Set();
      owners.add(owner);
      this.#owners.set(uid, owners);
    }
  }

  remove(owner: string): void {
    for (const uid of this.#byOwner.get(owner)?.uids ?? []) {
      const owners = this.#owners.get(uid);
      owners?.delete(owner);
      if (owners?.size === 0) this.#owners.delete(uid);
    }
    this.#byOwner.delete(owner);
  }

  usersOf(uid: string): User[] {
    const users = [...(this.#owners.get(uid) ?? [])].flatMap((owner) => {
      const reference = this.#byOwner.get(owner);
      return reference ? [{ owner, kind: reference.kind, name: reference.name }] : [];
    });
    return users.toSorted((a, b) => a.kind.localeCompare(b.kind) || a.name.localeCompare(b.name));
  }
}
