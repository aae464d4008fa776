/** Wall tablets live long: the symbols of explicit disposal, for browsers that came before them. */
const symbols = Symbol as unknown as Record<'dispose' | 'asyncDispose', symbol | undefined>;
for (const name of ['dispose', 'asyncDispose'] as const) {
  if (symbols[name] === undefined) {
    Object.defineProperty(Symbol, name, { value: Symbol.for(`Symbol.${name}`) });
  }
}
