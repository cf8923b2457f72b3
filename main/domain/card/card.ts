/** What a card is; `inactive` = handed over and not yet activated, so that the one before it still holds. */
export type CardState = 'active' | 'lost' | 'inactive' | 'ended';

/** Why a card is made. */
export const orderKinds = { reissue: '补卡', replace: '换卡', new: '新制卡' } as const;

/** Why a card is made. */
export type OrderKind = keyof typeof orderKinds;

/** How far a card is that is being made. */
export const orderStates = {
  ordered: '待制卡',
  rejected: '制卡被退',
  stock: '待领取',
  handed: '已领取',
  cancelled: '已取消',
} as const;

/** How far a card is that is being made. */
export type OrderState = keyof typeof orderStates;

/** One card of a person. */
export interface HeldCard {
  /** Null where nobody has told it: it is the one card that the person had. */
  readonly number: string | null;
  readonly state: CardState;
  /** Lost formally (正式挂失); a temporary report of loss allows no reissue. */
  readonly formal: boolean;
  /** Since when it is that, UTC instant. */
  readonly since: string;
}

/** A card that is being made. */
export interface CardOrder {
  readonly orderId: string;
  readonly order: OrderKind;
  /** The production batch it is in, such as `2026-03-B1`. */
  readonly batch: string;
  readonly state: OrderState;
  /** Why the producer sent it back; null otherwise. */
  readonly reason: string | null;
}

/** All cards of one person that this counter has handled, the oldest first, and what is being made. */
export interface CardHolder {
  readonly cards: readonly HeldCard[];
  readonly orders: readonly CardOrder[];
}

/** What happens to the cards of a person. */
export type CardEvent =
  | { readonly kind: 'report-loss'; readonly number: string | null; readonly formal: boolean }
  | { readonly kind: 'lift-loss'; readonly number: string | null }
  | { readonly kind: 'order'; readonly orderId: string; readonly order: OrderKind; readonly batch: string }
  | { readonly kind: 'reject'; readonly orderId: string; readonly reason: string }
  | { readonly kind: 'stock'; readonly orderId: string }
  | { readonly kind: 'order-again'; readonly orderId: string; readonly batch: string }
  | { readonly kind: 'cancel'; readonly orderId: string }
  | { readonly kind: 'hand-out'; readonly number: string; readonly activated: boolean };

/** The card that is being made; there is at most one. */
export function openOrder({ orders }: CardHolder): CardOrder | undefined {
  return orders.find(({ state }) => state !== 'handed' && state !== 'cancelled');
}

/** What a card with this number is, as far as this counter knows; a card nobody told the number of is the one that is laid. */
export function stateOfNumber(cards: readonly HeldCard[], number: string): CardState | null {
  const named = cards.findLast((card) => card.number === number);
  if (named) return named.state;
  return cards.findLast((card) => card.number === null)?.state ?? null;
}

/** The card that stands in for the person: active or lost. */
const standing = (cards: readonly HeldCard[]): HeldCard | undefined =>
  cards.find(({ state }) => state === 'active' || state === 'lost');

/** The standing card as it becomes; one that was never seen here is put in. */
function become(cards: readonly HeldCard[], next: HeldCard): readonly HeldCard[] {
  const before = standing(cards);
  if (!before) return [...cards, next];
  return cards.map((card) => (card === before ? { ...next, number: card.number ?? next.number } : card));
}

const withOrder = (holder: CardHolder, orderId: string, next: Partial<CardOrder>): CardHolder => ({
  ...holder,
  orders: holder.orders.map((order) => (order.orderId === orderId ? { ...order, ...next } : order)),
});

/** With the activation of a card every other one of the person ends: one active card, never two. */
function handedOut(
  { cards, orders }: CardHolder,
  { number, activated }: Extract<CardEvent, { kind: 'hand-out' }>,
  at: string,
): CardHolder {
  const others = cards.filter((card) => card.number !== number);
  const ended = (card: HeldCard): HeldCard =>
    card.state === 'ended' ? card : { ...card, state: 'ended', formal: false, since: at };
  const handed: HeldCard = { number, state: activated ? 'active' : 'inactive', formal: false, since: at };
  return {
    cards: [...(activated ? others.map(ended) : others), handed],
    orders: orders.map((order) => (order.state === 'stock' ? { ...order, state: 'handed' } : order)),
  };
}

/** The cards after an event at this instant (UTC). Whether it may happen is asked of {@link cardProblem} before. */
export function applyCard(holder: CardHolder, event: CardEvent, at: string): CardHolder {
  const { cards, orders } = holder;
  switch (event.kind) {
    case 'report-loss':
      return {
        orders,
        cards: become(cards, { number: event.number, state: 'lost', formal: event.formal, since: at }),
      };
    case 'lift-loss':
      return { orders, cards: become(cards, { number: event.number, state: 'active', formal: false, since: at }) };
    case 'order': {
      const { orderId, order, batch } = event;
      return { cards, orders: [...orders, { orderId, order, batch, state: 'ordered', reason: null }] };
    }
    case 'reject':
      return withOrder(holder, event.orderId, { state: 'rejected', reason: event.reason });
    case 'stock':
      return withOrder(holder, event.orderId, { state: 'stock', reason: null });
    case 'order-again':
      return withOrder(holder, event.orderId, { state: 'ordered', batch: event.batch, reason: null });
    case 'cancel':
      return withOrder(holder, event.orderId, { state: 'cancelled' });
    case 'hand-out':
      return handedOut(holder, event, at);
  }
}
