import { light } from './domains/light.ts';
import { sensor } from './domains/sensor.ts';
import { toggle } from './domains/toggle.ts';
import type { Entity } from './domains/description.ts';
interface R { celsius: number; on: boolean; level: number; w: string }
declare function device<D>(source: { readonly d: D; refresh(): Promise<void> }, e: readonly Entity<NoInfer<D>>[]): void;
declare const src: { readonly d: R; refresh(): Promise<void> };
declare function send(x: unknown): Promise<void>;
device(src, [
  sensor({ key: 'a', deviceClass: 'temperature', unit: '°C', read: (r) => r.celsius }),
  sensor({ key: 'b', read: (r) => r.w }),
  sensor({ key: 'c', deviceClass: 'enum', options: ['x', 'y'], read: (r) => (r.on ? 'x' : 'y') }),
  sensor({ key: 'd', deviceClass: 'timestamp', read: (r) => r.level }),
  toggle({ key: 'p', read: (r) => r.on, commands: { turnOn: () => send(1), turnOff: (_, { data }) => send(data.level) } }),
  toggle({ key: 'p', deviceClass: 'outlet', read: (r) => r.on, commands: { turnOn: () => send(1), turnOff: (_, { data }) => send(data.level) } }),
  light({ key: 'l', features: ['brightness', 'transition'], read: (s) => ({ value: s.on, attributes: { brightness: s.on ? s.level : null } }),
    commands: { turnOn: ({ brightness, transition }, { signal }) => { brightness satisfies number | undefined; transition satisfies number | undefined; signal satisfies AbortSignal; }, turnOff: ({ transition }) => send(transition ?? 0) } }),
  light({ key: 'l', features: ['color_temp'], capabilities: { min_color_temp_kelvin: 2700, max_color_temp_kelvin: 5000 }, read: (s) => ({ value: s.on, attributes: { color_temp_kelvin: null } }), commands: { turnOn: () => {}, turnOff: () => {} } }),
  // @ts-expect-error unit of another class
  sensor({ key: 'a', deviceClass: 'temperature', unit: '%', read: (r) => r.celsius }),
  // @ts-expect-error no command turnOff
  toggle({ key: 'p', read: (r) => r.on, commands: { turnOn: () => send(1) } }),
  // @ts-expect-error not among the options
  sensor({ key: 'c', deviceClass: 'enum', options: ['x', 'y'], read: () => 'z' as const }),
  // @ts-expect-error attribute missing
  light({ key: 'l', features: ['brightness'], read: (s) => ({ value: s.on }), commands: { turnOn: () => {}, turnOff: () => {} } }),
  // @ts-expect-error no such feature
  light({ key: 'l', features: ['brightnes'], read: (s) => s.on, commands: { turnOn: () => {}, turnOff: () => {} } }),
]);
import { calendar } from './domains/calendar.ts';
device(src, [
  calendar({ key: 'cal', events: (r) => [{ id: 'x', uid: 'x', title: r.w, start: 1, end: 2, allDay: false }] }),
  calendar({ key: 'cal', features: ['create'], events: () => [], commands: { createEvent: ({ summary }) => void summary } }),
  // @ts-expect-error events missing
  calendar({ key: 'cal', read: () => true }),
]);
