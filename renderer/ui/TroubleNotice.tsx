import { useEffect, useRef } from 'react';
import { Icon } from './Icon.tsx';

interface Props {
  readonly trouble: { readonly happened: string; readonly kept: string; readonly next: string } | null;
}

/** What happened, what was kept, what to do next. Comes into view and is read out when it appears. */
export function TroubleNotice({ trouble }: Props) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (trouble) box.current?.scrollIntoView({ block: 'nearest' });
  }, [trouble]);
  if (!trouble) return null;
  return (
    <div className="trouble" role="alert" ref={box}>
      <Icon name="stop" size={22} />
      <div>
        <strong>{trouble.happened}</strong>
        <p>
          {trouble.kept}
          {trouble.next}
        </p>
      </div>
    </div>
  );
}
