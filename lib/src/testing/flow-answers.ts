import { InvalidInput } from '../base/errors.ts';
import type { Json } from '../base/json.ts';
import type { FlowStep } from '../integration/flow.ts';

/** The answer to a flow's step by its id: the values, one after another where it is asked again, or made from the step. */
export type FlowAnswer = Json | ((step: FlowStep) => Json | Promise<Json>);
export type FlowAnswers = Readonly<Record<string, FlowAnswer | readonly FlowAnswer[]>>;

/** Answers a flow's steps from what the test gave, in order where a step is asked again. */
export class FlowScript {
  readonly #left: Map<string, FlowAnswer[]>;

  constructor(answers: FlowAnswers) {
    this.#left = new Map(
      Object.entries(answers).map(([id, answer]) => [
        id,
        Array.isArray(answer) ? [...(answer as FlowAnswer[])] : [answer as FlowAnswer],
      ]),
    );
  }

  /** The next answer; undefined for a step that goes on by itself. Throws when the test has none left. */
  async answerTo(step: FlowStep): Promise<Json | undefined> {
    if (step.kind === 'progress') return undefined;
    const next = this.#left.get(step.id)?.shift();
    if (next === undefined) {
      const errors = step.kind === 'form' ? step.errors : [];
      throw new InvalidInput(`The flow asks for ${step.id}, to which the test has no answer.`, errors);
    }
    return typeof next === 'function' ? next(step) : next;
  }
}
