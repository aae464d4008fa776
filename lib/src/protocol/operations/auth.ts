import { z } from 'zod';
import { operation } from '../operation.ts';
import { roles } from '../permissions.ts';
import { wireTokenSchema, wireUserSchema } from '../records.ts';

const name = z.string().trim().min(1).max(64);
const password = z.string().min(10).max(1024).describe('At least 10 characters');
const session = z.object({ token: z.string(), user: wireUserSchema });
const nothing = z.strictObject({});
const done = z.object({ ok: z.literal(true) });

export const authOperations = {
  'auth.first_run': operation({
    name: 'auth.first_run',
    summary: 'Whether the hub still waits for its owner',
    permission: null,
    method: 'GET',
    path: '/auth/first-run',
    input: nothing,
    output: z.object({
      needed: z.boolean(),
      code_required: z.boolean(),
      site_name: z.string(),
      time_zone: z.string(),
      version: z.string(),
    }),
  }),
  'auth.create_owner': operation({
    name: 'auth.create_owner',
    summary: 'Create the owner, once, and sign in',
    permission: null,
    method: 'POST',
    path: '/auth/owner',
    status: 201,
    sensitive: true,
    input: z.strictObject({
      name,
      password,
      code: z
        .string()
        .max(32)
        .optional()
        .describe('Printed by the hub at start; needed from another machine'),
      language: z.enum(['en', 'pl', 'sv']).optional(),
      site: z
        .strictObject({
          name: z.string().trim().min(1).max(100),
          latitude: z.number().min(-90).max(90),
          longitude: z.number().min(-180).max(180),
          time_zone: z.string().max(64),
          currency: z.string().regex(/^[A-Z]{3}$/),
          units: z.enum(['metric', 'imperial']),
        })
        .partial()
        .optional(),
    }),
    output: session,
  }),
  'auth.sign_in': operation({
    name: 'auth.sign_in',
    summary: 'Sign in by name and password',
    permission: null,
    method: 'POST',
    path: '/auth/sign-in',
    sensitive: true,
    input: z.strictObject({
      name: z.string().min(1).max(64),
      password: z.string().min(1).max(1024),
      device: z.string().max(100).optional(),
    }),
    output: session,
  }),
  'auth.sign_out': operation({
    name: 'auth.sign_out',
    summary: 'End this session',
    permission: 'states:read',
    method: 'POST',
    path: '/auth/sign-out',
    input: nothing,
    output: done,
  }),
  'auth.me': operation({
    name: 'auth.me',
    summary: 'Who is signed in, and what they may do',
    permission: 'states:read',
    method: 'GET',
    path: '/auth/me',
    input: nothing,
    output: z.object({
      user: wireUserSchema.nullable(),
      role: z.string(),
      permissions: z.array(z.string()),
      token: z.string(),
    }),
  }),
  'auth.change_password': operation({
    name: 'auth.change_password',
    summary: 'Change your own password; other sessions end',
    permission: 'tokens:own',
    method: 'POST',
    path: '/auth/password',
    sensitive: true,
    input: z.strictObject({ current: z.string().max(1024), password }),
    output: done,
  }),
  'tokens.list': operation({
    name: 'tokens.list',
    summary: 'Your sessions and tokens; an owner sees all',
    permission: 'tokens:own',
    method: 'GET',
    path: '/tokens',
    input: nothing,
    output: z.object({ tokens: z.array(wireTokenSchema) }),
  }),
  'tokens.create': operation({
    name: 'tokens.create',
    summary: 'Create a token; it is shown once',
    permission: 'tokens:own',
    method: 'POST',
    path: '/tokens',
    status: 201,
    sensitive: true,
    input: z.strictObject({
      name,
      role: z.enum(roles).describe('No more than your own'),
      expires_in_days: z.int().min(1).max(365).default(365),
    }),
    output: z.object({ token: z.string(), record: wireTokenSchema }),
  }),
  'tokens.revoke': operation({
    name: 'tokens.revoke',
    summary: 'Revoke a token or end a session, at once',
    permission: 'tokens:own',
    method: 'DELETE',
    path: '/tokens/{uid}',
    input: z.strictObject({ uid: z.string().max(64) }),
    output: done,
  }),
  'users.list': operation({
    name: 'users.list',
    summary: 'The people of this home',
    permission: 'users:manage',
    method: 'GET',
    path: '/users',
    input: nothing,
    output: z.object({ users: z.array(wireUserSchema) }),
  }),
  'users.create': operation({
    name: 'users.create',
    summary: 'Add a person',
    permission: 'users:manage',
    method: 'POST',
    path: '/users',
    status: 201,
    sensitive: true,
    input: z.strictObject({ name, password, role: z.enum(roles) }),
    output: wireUserSchema,
  }),
  'users.update': operation({
    name: 'users.update',
    summary: "Change a person's name, role or password, or let them in no more",
    permission: 'users:manage',
    method: 'PATCH',
    path: '/users/{uid}',
    sensitive: true,
    input: z.strictObject({
      uid: z.string().max(64),
      name: name.optional(),
      role: z.enum(roles).optional(),
      password: password.optional(),
      active: z.boolean().optional(),
    }),
    output: wireUserSchema,
  }),
};
