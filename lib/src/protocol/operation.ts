import type { z } from 'zod';
import type { Permission } from './permissions.ts';

export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * One thing that a client can do, declared once. REST route, OpenAPI, socket call, CLI and typed client come from it; the
 * hub adds how it runs. Fields named in the path are taken from it, the rest of a GET's or DELETE's input from the query.
 */
export interface Operation<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  /** Area and verb, as `entities.update`. */
  readonly name: string;
  readonly summary: string;
  /** Null: open to everybody. */
  readonly permission: Permission | null;
  readonly method: HttpMethod;
  /** Below `/api/v1`, unless `root`. */
  readonly path: string;
  readonly root?: true;
  readonly input: I;
  readonly output: O;
  /** Of success. Default 200. */
  readonly status?: 200 | 201 | 202;
  /** The answer may hold a token or the like: never logged, never cached. */
  readonly sensitive?: true;
}

export function operation<I extends z.ZodType, O extends z.ZodType>(
  declaration: Operation<I, O>,
): Operation<I, O> {
  return declaration;
}

/** What a client gives. */
export type OperationInput<Op> = Op extends Operation<infer I, z.ZodType> ? z.input<I> : never;
/** What the hub's code gets. */
export type ParsedInput<Op> = Op extends Operation<infer I, z.ZodType> ? z.output<I> : never;
export type OperationOutput<Op> = Op extends Operation<z.ZodType, infer O> ? z.output<O> : never;
