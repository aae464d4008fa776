import assert from 'node:assert/strict';
import { days, minutes } from '@lifeops/lib';
import { rolePermissions, roles } from '@lifeops/lib/protocol';
import type { Role } from '@lifeops/lib/protocol';
import fc from 'fast-check';
import { Accounts } from '../../../hub/src/auth/accounts.ts';
import { isLoopback, newSetupCode, sameCode } from '../../../hub/src/auth/setup-code.ts';
import { SignInGuard } from '../../../hub/src/auth/sign-in-guard.ts';
import { isTokenSecret } from '../../../hub/src/auth/token-secret.ts';
import { Tokens } from '../../../hub/src/auth/tokens.ts';
import { Users } from '../../../hub/src/auth/users.ts';
import { memoryTables } from '../../../hub/src/storage/memory/memory-tables.ts';
import { makeKernel } from '../core/kernel.ts';

async function makeAccounts(existing?: ReturnType<typeof memoryTables>) {
  const kernel = makeKernel();
  const tables = existing ?? memoryTables();
  const users = new Users({ ...kernel, table: tables.users });
  const tokens = new Tokens({ ...kernel, table: tables.tokens });
  await Promise.all([users.load(), tokens.load()]);
  return { ...kernel, tables, users, tokens, accounts: new Accounts({ ...kernel, users, tokens }) };
}
type World = Awaited<ReturnType<typeof makeAccounts>>;

const here = { address: '127.0.0.1', code: undefined, device: 'Browser' };
const anna = { name: 'Anna', password: 'correct horse', language: null };
/** A person without the time that a password takes. */
async function person(world: World, name: string, role: Role) {
  const now = world.clock.now();
  const row = {
    uid: world.ids.next(),
    name,
    role,
    passwordHash: null,
    language: null,
    active: true,
    createdAt: now,
    modifiedAt: now,
  };
  await world.tables.users.put([row]);
  await world.users.load();
  const { secret } = await world.tokens.create({
    name: 'Phone',
    kind: 'session',
    userUid: row.uid,
    role,
    expiresAt: now + days(90),
  });
  return { row, secret };
}

describe('the first run', () => {
  it('takes an owner from the machine itself, once', async () => {
    const { accounts } = await makeAccounts();
    assert.equal(accounts.firstRun, true);
    const { token, user } = await accounts.createOwner(anna, here);
    assert.ok(isTokenSecret(token));
    assert.equal(user.role, 'owner');
    assert.equal(accounts.firstRun, false);
    assert.equal(accounts.authenticate(token).role, 'owner');
    await assert.rejects(accounts.createOwner({ ...anna, name: 'Eve' }, here), { kind: 'Conflict' });
  });

  it('takes one of two owners who come at once', async () => {
    const { accounts, users } = await makeAccounts();
    const both = await Promise.allSettled([
      accounts.createOwner(anna, here),
      accounts.createOwner({ ...anna, name: 'Eve' }, here),
    ]);
    assert.deepEqual(both.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected']);
    assert.equal(users.list().length, 1);
  });

  it('from afar needs the code that the hub printed, and does not let it be guessed', async () => {
    const { accounts, clock } = await makeAccounts();
    const afar = { address: '192.168.1.20', device: 'Phone' };
    assert.equal(accounts.needsCode(afar.address), true);
    await assert.rejects(accounts.createOwner(anna, { ...afar, code: undefined }), { code: 'code-required' });
    for (let n = 0; n < 4; n++)
      await assert.rejects(accounts.createOwner(anna, { ...afar, code: 'AAAA-AAAA' }), {
        code: 'code-required',
      });
    await assert.rejects(accounts.createOwner(anna, { ...afar, code: accounts.setupCode }), {
      code: 'too-many-requests',
    });
    await clock.advance(1000);
    const { user } = await accounts.createOwner(anna, {
      ...afar,
      code: accounts.setupCode.toLowerCase().replace('-', ' '),
    });
    assert.equal(user.name, 'Anna');
  });

  it('has a code of eight letters that look like no other, the same until the hub stops', async () => {
    const { accounts, random } = await makeAccounts();
    assert.match(accounts.setupCode, /^[A-HJKMNP-Z2-9]{4}-[A-HJKMNP-Z2-9]{4}$/);
    assert.equal(accounts.setupCode, accounts.setupCode);
    assert.notEqual(newSetupCode(random), newSetupCode(random));
    assert.equal(sameCode('', accounts.setupCode), false);
  });

  it('knows the machine itself from others', () => {
    for (const address of ['127.0.0.1', '127.9.9.9', '::1', '::ffff:127.0.0.1'])
      assert.equal(isLoopback(address), true, address);
    for (const address of ['10.0.0.1', '::ffff:10.0.0.1', '1.127.0.1', '', 'fe80::1'])
      assert.equal(isLoopback(address), false, address);
  });
});

describe('signing in', () => {
  it('needs name and password, whatever the case of the name, and says the same for both', async () => {
    const { accounts } = await makeAccounts();
    await accounts.createOwner(anna, here);
    const from = { address: '10.0.0.9', device: 'Phone' };
    const { token } = await accounts.signIn(' ANNA ', anna.password, from);
    assert.equal(accounts.authenticate(token).name, 'Anna');
    const wrong = await accounts.signIn('Anna', 'wrong', from).catch((cause: Error) => cause.message);
    const nobody = await accounts.signIn('Nobody', 'wrong', from).catch((cause: Error) => cause.message);
    assert.equal(wrong, nobody);
  });

  it('does not let many guesses at once past the guard', async () => {
    const { accounts } = await makeAccounts();
    const from = { address: '10.0.0.9', device: 'Phone' };
    const guesses = Array.from({ length: 20 }, (_, n) =>
      accounts.signIn('Anna', `guess ${n}`, from).catch((cause: { code: string }) => cause.code),
    );
    const codes = await Promise.all(guesses);
    assert.equal(codes.filter((code) => code === 'unauthorized').length, 5);
    assert.equal(codes.filter((code) => code === 'too-many-requests').length, 15);
  });
});

describe('the guard', () => {
  it('lets five failures pass, then asks for 1, 2, 4 … seconds, at most 15 minutes, per name and per address', async () => {
    const { clock } = makeKernel();
    const guard = new SignInGuard({ clock });
    for (let n = 0; n < 5; n++) {
      guard.check('anna', 'a');
      guard.failed('anna', 'a');
    }
    for (const waitMs of [1000, 2000, 4000, 8000]) {
      assert.throws(() => guard.check('ANNA', 'elsewhere'), {
        code: 'too-many-requests',
        retryAfterMs: waitMs,
      });
      assert.throws(() => guard.check('bob', 'a'), { code: 'too-many-requests' });
      guard.check('bob', 'b');
      await clock.advance(waitMs);
      guard.check('anna', 'a');
      guard.failed('anna', 'a');
    }
    for (let n = 0; n < 40; n++) guard.failed('anna', 'a');
    assert.throws(() => guard.check('anna', 'a'), { retryAfterMs: minutes(15) });
    await clock.advance(minutes(60));
    guard.failed('anna', 'a');
    guard.check('anna', 'a');
  });

  it('forgets on success', () => {
    const guard = new SignInGuard(makeKernel());
    for (let n = 0; n < 9; n++) guard.failed('anna', 'a');
    guard.succeeded('anna', 'a');
    guard.check('anna', 'a');
  });

  it('does not grow for ever with names that are made up', () => {
    const guard = new SignInGuard(makeKernel());
    for (let n = 0; n < 30_000; n++) guard.failed(`name ${n}`, `address ${n}`);
    for (let n = 0; n < 6; n++) guard.failed('anna', 'a');
    assert.throws(() => guard.check('anna', 'a'));
    guard.check('name 1', 'address 1');
  });
});

describe('tokens', () => {
  it('are kept as a hash only, over a restart too', async () => {
    const world = await makeAccounts();
    const { secret } = await person(world, 'Anna', 'owner');
    const { secret: second } = await world.accounts.createToken(world.accounts.authenticate(secret), {
      name: 'Panel',
      role: 'guest',
      expiresInDays: 7,
    });
    assert.ok(!JSON.stringify(await world.tables.tokens.all()).includes(second.slice(3)));
    const again = await makeAccounts(world.tables);
    assert.equal(again.accounts.authenticate(second).role, 'guest');
  });

  it('end when their time is over, and when they are revoked, from that moment', async () => {
    const world = await makeAccounts();
    const { secret } = await person(world, 'Anna', 'owner');
    const by = world.accounts.authenticate(secret);
    const { secret: short } = await world.accounts.createToken(by, {
      name: 'Guest',
      role: 'guest',
      expiresInDays: 1,
    });
    await world.clock.advance(days(1) - 1);
    assert.equal(world.accounts.authenticate(short).role, 'guest');
    await world.clock.advance(1);
    assert.throws(() => world.accounts.authenticate(short), { kind: 'Unauthorized' });
    const { secret: other, row } = await world.accounts.createToken(by, {
      name: 'Other',
      role: 'guest',
      expiresInDays: 9,
    });
    const told: string[] = [];
    using _listening = world.tokens.revoked(({ uid }) => void told.push(uid));
    const revoking = world.tokens.revoke(row.uid);
    assert.throws(() => world.accounts.authenticate(other), { kind: 'Unauthorized' });
    await revoking;
    assert.deepEqual(told, [row.uid]);
    await assert.rejects(world.tokens.revoke(row.uid), { kind: 'NotFound' });
  });

  it('follow their person: with a lower role they shrink, with a higher one they do not grow, away they end', async () => {
    const world = await makeAccounts();
    await person(world, 'Root', 'owner');
    const { row, secret } = await person(world, 'Kim', 'admin');
    const by = world.accounts.authenticate(secret);
    const { secret: token } = await world.accounts.createToken(by, {
      name: 'Script',
      role: 'admin',
      expiresInDays: 30,
    });
    const { secret: small } = await world.accounts.createToken(by, {
      name: 'Panel',
      role: 'guest',
      expiresInDays: 30,
    });
    await world.users.update(row.uid, { role: 'member' });
    assert.equal(world.accounts.authenticate(token).role, 'member');
    assert.equal(world.accounts.authenticate(secret).role, 'member');
    await world.users.update(row.uid, { role: 'owner' });
    assert.equal(world.accounts.authenticate(secret).role, 'owner');
    assert.equal(world.accounts.authenticate(token).role, 'admin');
    assert.equal(world.accounts.authenticate(small).role, 'guest');
    await world.users.update(row.uid, { active: false });
    for (const gone of [token, secret, small])
      assert.throws(() => world.accounts.authenticate(gone), { kind: 'Unauthorized' });
  });

  it('never give more rights than their maker has', async () => {
    const world = await makeAccounts();
    const makers = new Map<Role, string>();
    for (const role of roles) makers.set(role, (await person(world, `P ${role}`, role)).secret);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...roles),
        fc.array(fc.constantFrom(...roles), { minLength: 1, maxLength: 4 }),
        async (first, chain) => {
          let secret = makers.get(first) as string;
          for (const role of chain) {
            const by = world.accounts.authenticate(secret);
            const made = await world.accounts
              .createToken(by, { name: 'x', role, expiresInDays: 1 })
              .catch(() => undefined);
            if (!made) continue;
            secret = made.secret;
            const has = rolePermissions[world.accounts.authenticate(secret).role];
            for (const permission of has)
              assert.ok(rolePermissions[first].has(permission), `${first} → ${chain.join(' → ')}`);
          }
        },
      ),
      { numRuns: 100 },
    );
  });

  it('refuse whatever is none', async () => {
    const { accounts } = await makeAccounts();
    for (const text of [undefined, '', 'lo_', `lo_${'A'.repeat(43)}`, 'Bearer x', 'lo_'.repeat(99_999)])
      assert.throws(() => accounts.authenticate(text), { kind: 'Unauthorized' });
  });
});

describe('changing the password', () => {
  it('ends every other session and token of the person, and keeps this one', async () => {
    const { accounts, tokens } = await makeAccounts();
    const { token } = await accounts.createOwner(anna, here);
    const { token: phone } = await accounts.signIn('Anna', anna.password, here);
    const by = accounts.authenticate(token);
    const { secret: script } = await accounts.createToken(by, {
      name: 'Script',
      role: 'owner',
      expiresInDays: 9,
    });
    await assert.rejects(accounts.changePassword(by, 'wrong', 'new password'), { kind: 'Unauthorized' });
    assert.equal(tokens.list().length, 3);
    await accounts.changePassword(by, anna.password, 'new password');
    assert.equal(accounts.authenticate(token).name, 'Anna');
    for (const gone of [phone, script])
      assert.throws(() => accounts.authenticate(gone), { kind: 'Unauthorized' });
    await assert.rejects(accounts.signIn('Anna', anna.password, here), { kind: 'Unauthorized' });
    await accounts.signIn('Anna', 'new password', here);
  });

  it('cannot be done with a token of no person', async () => {
    const { accounts, tokens } = await makeAccounts();
    const { secret } = await tokens.create({
      name: 'CLI',
      kind: 'token',
      userUid: null,
      role: 'owner',
      expiresAt: null,
    });
    await assert.rejects(accounts.changePassword(accounts.authenticate(secret), 'a', 'b'), {
      kind: 'Forbidden',
    });
  });
});

describe('people', () => {
  it('always have one active owner', async () => {
    const world = await makeAccounts();
    const { row } = await person(world, 'Anna', 'owner');
    await assert.rejects(world.users.update(row.uid, { role: 'member' }), { kind: 'Conflict' });
    await assert.rejects(world.users.update(row.uid, { active: false }), { kind: 'Conflict' });
    await person(world, 'Bob', 'owner');
    await world.users.update(row.uid, { role: 'member' });
    assert.equal(world.users.hasOwner, true);
  });

  it('keep one active owner when two step down at once', async () => {
    const world = await makeAccounts();
    const first = await person(world, 'Anna', 'owner');
    const second = await person(world, 'Bob', 'owner');
    await Promise.allSettled([
      world.users.update(first.row.uid, { role: 'member' }),
      world.users.update(second.row.uid, { role: 'member' }),
    ]);
    assert.equal(world.users.hasOwner, true);
  });

  it('have names of their own, also when two are made at once', async () => {
    const world = await makeAccounts();
    await person(world, 'Root', 'owner');
    const twice = [1, 2].map(() =>
      world.users.create({ name: 'Kim', password: 'long enough', role: 'member' }),
    );
    const outcomes = await Promise.allSettled(twice);
    assert.deepEqual(outcomes.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected']);
    assert.equal(world.users.list().length, 2);
  });
});
