import { expect, it } from 'vitest';
import { demoAccounts, demoConfiguration } from '../../../main/demo/configuration.ts';
import { demoPeople } from '../../../main/demo/people.ts';

it('nobody on the two sides of the counter has the same name', () => {
  const clerks = demoAccounts.map(({ name }) => name);
  expect(demoPeople.filter(({ person }) => clerks.some((clerk) => clerk === person.name))).toEqual([]);
});

it('those who live in the county live in the county of the hall', () => {
  const { organ } = demoConfiguration('http://127.0.0.1:1').hall;
  const county = organ.slice(0, organ.indexOf('县') + 1);
  const counties = new Set(JSON.stringify(demoPeople).match(/\p{Script=Han}{2}县/gu));
  expect([...counties]).toEqual([county]);
});
