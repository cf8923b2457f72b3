import type { CounterMode } from '../domain/journal/entry.ts';
import type { CounterFacts } from '../services/context.ts';
import type { Configuration } from './configuration.ts';

/** What the services know of this counter, from its configuration. */
export function counterFacts({ hall, central, codes, session }: Configuration, mode: CounterMode): CounterFacts {
  return {
    hall: {
      organ: hall.organ,
      hall: hall.name,
      address: hall.address,
      window: hall.window,
      phone: hall.phone,
      supervisionPhone: hall.supervisionPhone,
      openingHours: hall.openingHours,
    },
    region: hall.region,
    window: hall.window,
    closesAt: hall.closesAt,
    institutionCode: central.institutionCode,
    codes,
    trainingPeople: mode === 'demonstration' || hall.training,
    idleMs: session.idleSeconds * 1_000,
    silentMs: session.silentMinutes * 60_000,
  };
}
