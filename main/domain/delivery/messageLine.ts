import type { MessageEntry } from '../journal/entry.ts';

/** How the history of a case words what became of its message. */
export function messageLine(entry: MessageEntry): string {
  switch (entry.kind) {
    case 'message.renumbered':
      return `编号在中心系统已属他人，改用 ${entry.payload.sentAs} 传送`;
    case 'message.delivered':
      return `已传中心系统，回执 ${entry.payload.reference}`;
    case 'message.refused':
      return `中心系统退回：${entry.payload.message}`;
    case 'message.requeued':
      return '重新传送中心系统';
  }
}
