import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foundKinds } from '../../../../main/domain/device/drivers/driver.ts';
import {
  driverNames,
  driverRules,
  driverSchema,
  placeKey,
  placeOf,
  settingsFor,
} from '../../../../main/domain/device/drivers/table.ts';

const place = fc.string({ minLength: 1, maxLength: 60, unit: 'grapheme' });

describe('what is found plugged in', () => {
  it.each(foundKinds)('as %s can be set up, at its place, with settings that hold', (kind) => {
    fc.assert(
      fc.property(place, (at) => {
        const offered = settingsFor(kind, at);
        expect(offered.length).toBeGreaterThan(0);
        for (const settings of offered) {
          expect(driverSchema.parse(settings)).toEqual(settings);
          expect(placeOf(settings)).toBe(at);
        }
        expect(new Set(offered.map(({ driver }) => driver)).size).toBe(offered.length);
      }),
    );
  });

  it('is a device of any kind that hangs on a line, at the speed it is sold with', () => {
    const onLine = driverNames.filter((driver) => driverRules({ driver }).usualBaudRate !== null);
    const offered = settingsFor('serial-port', 'COM3');
    expect(offered.map(({ driver }) => driver)).toEqual(onLine);
    for (const settings of offered) {
      expect('link' in settings && settings.link).toMatchObject({ baudRate: driverRules(settings).usualBaudRate });
    }
  });
});

describe('a place', () => {
  it('is one place for all drivers of a line, however Windows spells it', () => {
    const keys = ['COM3', 'com3'].flatMap((path) => settingsFor('serial-port', path).map(placeKey));
    expect(new Set(keys).size).toBe(1);
  });

  it('may serve slips and sheets of one printer of the system', () => {
    const keys = settingsFor('system-printer', 'POS-80').map(placeKey);
    expect(new Set(keys).size).toBe(2);
  });
});
