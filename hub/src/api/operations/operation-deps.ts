import type { ClockDep, LogDep } from '@lifeops/lib';
import type { Accounts } from '../../auth/accounts.ts';
import type { Automations } from '../../automations/automations.ts';
import type { CalendarEvents } from '../../calendar/calendar-events.ts';
import type { EventBus } from '../../core/bus/event-bus.ts';
import type { ContextFactory } from '../../core/context.ts';
import type { Registries } from '../../core/registries/registries.ts';
import type { ServiceCaller } from '../../core/services/service-caller.ts';
import type { ServiceRegistry } from '../../core/services/service-registry.ts';
import type { StateMachine } from '../../core/state-machine/state-machine.ts';
import type { Notifications } from '../../notifications/notifications.ts';
import type { Recorder } from '../../recorder/recorder.ts';
import type { SiteSettings } from '../../site/site-settings.ts';
import type {
  CalendarSync,
  ConfigAdmin,
  EntryAdmin,
  FlowAdmin,
  IntegrationCatalog,
  IntegrationTexts,
  LogLevels,
  SystemReport,
} from './ports.ts';

/** What the operations act on: the domains themselves, and ports where they are hosted elsewhere. */
export interface OperationDeps extends ClockDep, LogDep {
  readonly accounts: Accounts;
  readonly contexts: ContextFactory;
  readonly bus: EventBus;
  readonly states: StateMachine;
  readonly registries: Registries;
  readonly services: Pick<ServiceRegistry, 'domains' | 'plainServices'>;
  /** Its permissions know from a context whose entities it may control: see `OwnerPermissions`. */
  readonly caller: Pick<ServiceCaller, 'call'>;
  readonly recorder: Pick<Recorder, 'history' | 'series' | 'newest'>;
  readonly calendar: Pick<CalendarEvents, 'between'>;
  readonly calendarSync: CalendarSync;
  readonly notifications: Notifications;
  readonly site: SiteSettings;
  readonly automations: Pick<Automations, 'list' | 'create' | 'update' | 'remove' | 'run'>;
  readonly integrations: IntegrationCatalog;
  readonly texts: IntegrationTexts;
  readonly entries: EntryAdmin;
  readonly flows: FlowAdmin;
  readonly system: SystemReport;
  readonly config: ConfigAdmin;
  readonly logLevels: LogLevels;
}
