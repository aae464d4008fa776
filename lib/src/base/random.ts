/** Randomness as a port: the system's in the hub, seeded in tests. */
export interface Random {
  /** Uniform in [0, 1). Not for secrets. */
  next(): number;
  /** Cryptographically strong where the port is the system's. */
  bytes(length: number): Uint8Array;
}

export interface RandomDep {
  readonly random: Random;
}
