import type { ReactNode } from 'react';

interface Props {
  readonly title: string;
  /** What is out of the ordinary, seen while the group is folded too; empty when all is well. */
  readonly odd: string;
  readonly open: boolean;
  readonly onToggle: (open: boolean) => void;
  readonly children: ReactNode;
}

/** One device of the dock; folded it shows only what is wrong with it. */
export function DockGroup({ title, odd, open, onToggle, children }: Props) {
  return (
    <details className="dock-group" open={open} onToggle={(event) => onToggle(event.currentTarget.open)}>
      <summary>
        <h3>{title}</h3>
        {odd ? <b>{odd}</b> : null}
      </summary>
      <div className="dock-group-body">{children}</div>
    </details>
  );
}

/** The words for what is out of the ordinary, the cable before the rest. */
export function oddities(...parts: readonly (string | false)[]): string {
  return parts.filter((part) => part !== false && part !== '').join('、');
}
