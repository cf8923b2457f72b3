import { hash } from 'node:crypto';
import type { OutboundMessage } from '../domain/delivery/delivery.ts';
import { canonicalJson } from '../domain/journal/canonicalJson.ts';

/** What a message does, whatever its id and its place in a journal. */
export type MessageContent = Pick<
  OutboundMessage,
  'transaction' | 'insuranceRegion' | 'operator' | 'completedAt' | 'input'
>;

/**
 * SHA-256 (hexadecimal) over the canonical text of what a message does: two messages that would book anything different have
 * different hashes. Made once, when the message is queued, and kept with it. SHA-256 and not SM3, because Electron's own Node
 * has none and a hash in JavaScript is too slow here.
 */
export function contentHash({ transaction, insuranceRegion, operator, completedAt, input }: MessageContent): string {
  const content = { transaction, insuranceRegion, operator: { ...operator }, completedAt, input };
  return hash('sha256', canonicalJson(content), 'hex');
}
