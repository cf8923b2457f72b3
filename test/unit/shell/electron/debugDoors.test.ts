import { expect, test } from 'vitest';
import { refuseDebugging } from '../../../../main/shell/electron/debugDoors.ts';

const given = (...names: string[]) => ({ hasSwitch: (name: string) => names.includes(name) });

test('a start with switches of a desktop is none of the debugger', () => {
  expect(refuseDebugging(given('ozone-platform', 'force-device-scale-factor'))).toBeNull();
});

test.each(['remote-debugging-port', 'remote-debugging-pipe', 'no-sandbox', 'disable-web-security', 'js-flags'])(
  '--%s is refused by name',
  (name) => {
    expect(refuseDebugging(given(name))).toMatchObject({
      code: 'USAGE',
      message: expect.stringContaining(`--${name}`) as string,
    });
  },
);
