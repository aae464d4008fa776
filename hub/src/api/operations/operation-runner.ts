import { Bug, nearest, NotFound, Unauthorized, z } from '@lifeops/lib';
import { operations } from '@lifeops/lib/protocol';
import type { Operation, OperationName } from '@lifeops/lib/protocol';
import { authorize } from '../../auth/principal.ts';
import type { Principal } from '../../auth/principal.ts';
import type { JsonSchema } from '../../config/json-schema.ts';
import type { ContextFactory } from '../../core/context.ts';
import { parseInput } from './input-check.ts';
import type { OperationTable } from './operation-table.ts';
import type { OperationRequest } from './request.ts';

type Run = (input: unknown, request: OperationRequest) => Promise<unknown>;

export interface RunnerOptions {
  /** Parses every output by its schema and throws `Bug` when it does not fit: for tests. */
  readonly checkOutput: boolean;
}

/**
 * The one way in for REST, sockets and the CLI: find, authenticate, authorize, parse, run. Throws `NotFound` for an
 * unknown operation, `Unauthorized` without a principal where one is needed, `Forbidden` by role, `InvalidInput` with the
 * place of each fault, and what the operation itself throws.
 */
export class OperationRunner {
  readonly #table: OperationTable;
  readonly #contexts: ContextFactory;
  readonly #options: RunnerOptions;
  readonly #schemas = new Map<string, JsonSchema>();

  constructor(
    deps: { readonly table: OperationTable; readonly contexts: ContextFactory },
    options: RunnerOptions = { checkOutput: false },
  ) {
    this.#table = deps.table;
    this.#contexts = deps.contexts;
    this.#options = options;
  }

  /** Throws unless the principal may run the operation: to be asked before an input is even read. */
  admit(name: string, principal: Principal | null): Operation {
    const operation = findOperation(name);
    if (operation.permission !== null) {
      if (principal === null) throw new Unauthorized('Sign in first.');
      authorize(principal, operation.permission);
    }
    return operation;
  }

  async run(name: string, rawInput: unknown, request: OperationRequest): Promise<unknown> {
    const { principal } = request;
    const operation = this.admit(name, principal);
    const input = parseInput(operation.input, rawInput, () => this.#schemaOf(operation));
    const cause = principal === null ? null : (principal.userUid ?? principal.tokenUid);
    const context = this.#contexts.make('user', cause);
    const run = this.#table[name as OperationName] as unknown as Run;
    const output = await run(input, { ...request, context } as OperationRequest);
    if (this.#options.checkOutput) checkOutput(operation, output);
    return output;
  }

  #schemaOf(operation: Operation): JsonSchema {
    const known = this.#schemas.get(operation.name);
    if (known) return known;
    const made = z.toJSONSchema(operation.input, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
    this.#schemas.set(operation.name, made);
    return made;
  }
}

/** Throws `NotFound`, naming the nearest. */
export function findOperation(name: string): Operation {
  if (Object.hasOwn(operations, name)) return operations[name as OperationName];
  const [near] = nearest(name.slice(0, 100), Object.keys(operations));
  throw new NotFound(
    `There is no operation ${JSON.stringify(name.slice(0, 100))}.${near === undefined ? '' : ` Did you mean ${near}?`}`,
  );
}

/** What goes out is as declared, nothing more: a field that no schema names may be one that nobody should see. */
function checkOutput(operation: Operation, output: unknown): void {
  const parsed = operation.output.safeParse(output);
  if (!parsed.success)
    throw new Bug(`The output of ${operation.name} is not as declared: ${z.prettifyError(parsed.error)}`);
  const [given, declared] = [JSON.stringify(output), JSON.stringify(parsed.data)];
  if (given.length !== declared.length)
    throw new Bug(`The output of ${operation.name} has fields that are not declared: ${given} ≠ ${declared}`);
}
