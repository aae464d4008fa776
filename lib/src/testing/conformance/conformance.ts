import { Bug } from '../../base/errors.ts';
import type { Integration } from '../../integration/define-integration.ts';
import { declarationRules } from './declaration-rules.ts';
import { lifecycleRules } from './lifecycle-rules.ts';
import { privacyRules } from './privacy-rules.ts';
import type { ConformanceRule, Scenario } from './scenario.ts';
import { stateRules } from './state-rules.ts';

/** Every rule by name; each can be run by itself. */
export const conformanceRules = { ...declarationRules, ...lifecycleRules, ...stateRules, ...privacyRules };
export type ConformanceRuleName = keyof typeof conformanceRules;

interface TestFunctions {
  describe(title: string, body: () => void): void;
  it(title: string, body: () => Promise<void>): void;
}

/**
 * Registers a test for each rule that every good integration keeps, with `describe` and `it` as Mocha and others put
 * them on the global object. Rules for which the scenario gives nothing (no manifest, no `denyAuth`) pass unasked.
 */
export function conformance(integration: Integration, scenario: Scenario): void {
  const { describe, it } = globalThis as unknown as Partial<TestFunctions>;
  if (!describe || !it) throw new Bug('conformance() registers tests: run it under Mocha.');
  const subject = { integration, scenario };
  describe(`${integration.id} as a good integration`, () => {
    for (const rule of Object.values<ConformanceRule>(conformanceRules)) {
      it(rule.title, async () => {
        const world = await scenario.world();
        const applies = rule.applies(subject, world);
        await world[Symbol.asyncDispose]?.();
        if (applies) await rule.run(subject);
      });
    }
  });
}
