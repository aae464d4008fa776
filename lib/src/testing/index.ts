/** `@lifeops/lib/testing`: fakes of the ports, a hub in memory, and the rules that every good integration keeps. */
export { FakeClock } from './fake-clock.ts';
export type { PendingTimer } from './fake-clock.ts';
export { SeededRandom } from './seeded-random.ts';
export { RecordedHttp } from './recorded-http.ts';
export type { HttpFault, HttpReply, HttpRoute, RecordedRequest } from './recorded-http.ts';
export { TestHub, testHub } from './test-hub.ts';
export type { FlowAnswer, FlowAnswers } from './flow-answers.ts';
export type { TestHubOptions } from './test-hub-options.ts';
export type { CallAsk, LogLine, Respond, ShownState, WrittenSeries } from './host-side.ts';
export { fakeIo } from './fake-io.ts';
export { LeakCheck } from './leak-check.ts';
export type { OpenResource } from './leak-check.ts';
export { conformance, conformanceRules } from './conformance/conformance.ts';
export type { ConformanceRuleName } from './conformance/conformance.ts';
export type { ConformanceRule, Scenario, Subject, World } from './conformance/scenario.ts';
