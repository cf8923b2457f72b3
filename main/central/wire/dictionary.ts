import { agentRelations } from '../../domain/identity/dictionary.ts';
import { ethnicGroups, parseEthnicGroup } from '../../domain/identity/ethnicGroup.ts';
import type { CentralPerson, InsuranceStatus } from '../../domain/identity/person.ts';
import { readable } from '../../domain/identity/told.ts';

/** Dictionary `psn_insu_stas` (人员参保状态). */
const INSURANCE_STATUSES: Readonly<Record<string, InsuranceStatus>> = {
  '0': 'none',
  '1': 'active',
  '2': 'paused',
  '3': 'invalid',
  '4': 'ended',
};

type Sex = NonNullable<ReturnType<typeof readable<Extract<CentralPerson['sex'], string>>>>;

/** Dictionary `gend`, and the words some systems send in its place. */
const SEXES: Readonly<Record<string, Sex>> = {
  '0': '0',
  '1': '1',
  '2': '2',
  '9': '9',
  男: '1',
  男性: '1',
  M: '1',
  MALE: '1',
  女: '2',
  女性: '2',
  F: '2',
  FEMALE: '2',
  未知: '0',
  未知的性别: '0',
  未说明: '9',
  未说明的性别: '9',
};

/** Yes and no in a field of one of two states, as codes and in words. */
export type TwoStates = Readonly<Record<string, boolean>>;

/** `insuTrtStatus` (医保待遇状态): true = locked. */
export const BENEFIT_LOCKED: TwoStates = {
  '0': true,
  封锁: true,
  已封锁: true,
  '1': false,
  正常: false,
  未封锁: false,
};

/** `cardStas` (卡状态): true = reported lost. */
export const CARD_LOST: TwoStates = { '0': false, 正常: false, 正常使用: false, '1': true, 挂失: true, 已挂失: true };

/** A code without what systems put around it: full-width forms, blanks, a leading zero before one digit. */
function bareCode(text: string): string {
  const bare = text.normalize('NFKC').replace(/\s/g, '').toUpperCase();
  return /^0\d$/.test(bare) ? bare.slice(1) : bare;
}

function own<Value>(table: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

/** The state of an insurance. A code that is missing or in no dictionary is unknown, and keeps its code. */
export function insuranceStatusOf(code: string): { readonly status: InsuranceStatus; readonly statusCode?: string } {
  const status = own(INSURANCE_STATUSES, bareCode(code));
  if (status !== undefined) return { status };
  return code === '' ? { status: 'unknown' } : { status: 'unknown', statusCode: code };
}

/** The code the platform has for a state, for the stand-in. */
export function insuranceStatusCode(status: InsuranceStatus, statusCode = ''): string {
  return Object.entries(INSURANCE_STATUSES).find(([, one]) => one === status)?.[0] ?? statusCode;
}

/** A sex by code or word. */
export function sexOf(text: string): Sex | undefined {
  return own(SEXES, bareCode(text));
}

/** Ethnic group (two digits, GB/T 3304) by code, padded or not, or by name with or without 族. */
export function ethnicGroupOf(text: string): string | undefined {
  const bare = text.normalize('NFKC').replace(/\s/g, '');
  const named = Object.entries(ethnicGroups).find(([, name]) => name === bare || name === `${bare}族`);
  return parseEthnicGroup(bare) ?? named?.[0];
}

/** A relation of an agent by code or word; what is neither stays as it came. */
export function agentRelationOf(text: string): string {
  const bare = bareCode(text);
  const named = Object.entries(agentRelations).find(([, words]) => words.normalize('NFKC') === bare);
  return named?.[0] ?? (Object.hasOwn(agentRelations, bare) ? bare : text);
}

/** Which of two states a text says; undefined when it is neither. */
export function stateOf(table: TwoStates, text: string): boolean | undefined {
  return own(table, bareCode(text));
}
