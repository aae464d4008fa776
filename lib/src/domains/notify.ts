import { z } from 'zod';
import { defineDomain } from './description.ts';
import { instant } from './field-schemas.ts';
import type { DomainSpec } from './spec.ts';

const spec = {
  domain: 'notify',
  description: 'A place that messages can be sent to: a phone, a chat, a display',
  value: instant.describe('When the last message was sent, epoch milliseconds'),
  services: {
    send_message: {
      description: 'Send a message',
      input: { message: z.string().min(1).max(4096).describe('The text') },
    },
  },
  features: {
    title: {
      input: { send_message: { title: z.string().max(255).optional().describe('Shown above the text') } },
    },
  },
} as const satisfies DomainSpec;

type NotifyShape = typeof spec;
export interface NotifySpec extends NotifyShape {}
export const notify = defineDomain<NotifySpec>(spec);
