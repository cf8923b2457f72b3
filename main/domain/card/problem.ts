import { openOrder, orderKinds, type CardEvent, type CardHolder, type CardOrder, type CardState } from './card.ts';

/** What else is known of the card: by the word of the central system, and of other people's cards. */
export interface CardKnowledge {
  /** The central system calls the card lost. */
  readonly lostElsewhere: boolean;
  /** Somebody else has or had a card of this number. */
  readonly numberTaken: boolean;
}

type EventOf<Kind extends CardEvent['kind']> = Extract<CardEvent, { readonly kind: Kind }>;
/** What a citizen asks for; the rest follows from the producer's word. */
type AskedCardEvent = EventOf<'report-loss' | 'lift-loss' | 'order' | 'hand-out'>;

const orderInWords = ({ order, batch }: CardOrder): string => `已申请${orderKinds[order]}（批次 ${batch}）`;

/** Formally lost, by this counter or, where it knows of no card, by the central system. */
function isLost({ cards }: CardHolder, { lostElsewhere }: CardKnowledge): boolean {
  const known = cards.findLast(({ state }) => state !== 'ended');
  return known ? known.state === 'lost' : lostElsewhere;
}

function lossProblem(holder: CardHolder, { formal }: EventOf<'report-loss'>): string | null {
  const lost = holder.cards.find(({ state }) => state === 'lost');
  if (lost && (lost.formal || !formal)) return `这张卡已经${lost.formal ? '正式' : '临时'}挂失，不用再办`;
  const ended = holder.cards.length > 0 && holder.cards.every(({ state }) => state === 'ended');
  return ended ? '没有可以挂失的卡，原卡已经注销' : null;
}

function liftProblem(holder: CardHolder, known: CardKnowledge): string | null {
  const order = openOrder(holder);
  // Who has ordered a new card has given the old one up: two cards of one person would work.
  if (order) return `${orderInWords(order)}，不能解挂；新卡启用时原卡作废`;
  return isLost(holder, known) ? null : '卡没有挂失，不用解挂';
}

function orderProblem(holder: CardHolder, { order }: EventOf<'order'>, known: CardKnowledge): string | null {
  const open = openOrder(holder);
  if (open) return `${orderInWords(open)}，不能再申请`;
  const lost = holder.cards.find(({ state }) => state === 'lost');
  switch (order) {
    case 'reissue':
      if (!isLost(holder, known)) return '卡没有挂失，请先办理正式挂失，再申请补卡';
      return lost && !lost.formal ? '只办了临时挂失，请先办理正式挂失，再申请补卡' : null;
    case 'replace':
      return isLost(holder, known) ? '卡已挂失，换卡要收回原卡，请改办补卡' : null;
    case 'new':
      return holder.cards.some(({ state }) => state !== 'ended') ? '已经有卡，一人只有一张，请改办补卡或换卡' : null;
  }
}

/** A card of this number is in the person's hands already. */
const ofHeldCard: Readonly<Record<CardState, string>> = {
  ended: '这张卡已经注销，请核对卡面',
  lost: '这张卡已经挂失，请核对卡面',
  active: '这张卡已经启用',
  inactive: '这张卡已经领取',
};

/** What is being made is not here yet. */
function notInStock(order: CardOrder | undefined): string | null {
  if (order?.state === 'ordered') return `卡还在制作（批次 ${order.batch}），没有到货`;
  return order?.state === 'rejected' ? `卡没有制成：${order.reason ?? ''}，请先处理后重新送制` : null;
}

function handOutProblem(holder: CardHolder, event: EventOf<'hand-out'>, known: CardKnowledge): string | null {
  if (known.numberTaken) return '这个卡号是别人的卡，请核对卡面';
  const same = holder.cards.find(({ number }) => number === event.number);
  if (!same) return notInStock(openOrder(holder));
  // What was collected and not activated may be activated here later.
  return same.state === 'inactive' && event.activated ? null : ofHeldCard[same.state];
}

/** Why this may not happen to the cards of a person, in Chinese; null when it may. */
export function cardProblem(holder: CardHolder, event: AskedCardEvent, known: CardKnowledge): string | null {
  switch (event.kind) {
    case 'report-loss':
      return lossProblem(holder, event);
    case 'lift-loss':
      return liftProblem(holder, known);
    case 'order':
      return orderProblem(holder, event, known);
    case 'hand-out':
      return handOutProblem(holder, event, known);
  }
}
