import type { Refusal } from './gate.ts';

/** What the person in front of the browser reads; says nothing of the counter behind the door. */
const REFUSAL_TEXT = {
  'wrong-host': '访问地址不对，请从“一柜通”应用程序打开窗口。',
  'wrong-origin': '这个请求来自别的网页，已拒绝。',
  'wrong-method': '不支持这种请求。',
  'no-session':
    '请从“一柜通”应用程序启动：这个链接已用过、已过期或不完整。再启动一次“一柜通”就会打开新窗口，已办理的业务不受影响。',
} as const satisfies Record<Refusal, string>;

/** The whole page of a refusal, without style or script, so it needs no exception from the policy. */
export function refusalPage(refusal: Refusal): string {
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>一柜通</title></head><body><h1>一柜通</h1><p>${REFUSAL_TEXT[refusal]}</p></body></html>`;
}
