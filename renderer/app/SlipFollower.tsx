import { useEffect, type RefObject } from 'react';
import { useNavigate } from 'react-router';
import { useLive } from './core.ts';

interface Props {
  /** The scan that was followed last. Outlives the visit, whose screens are made anew. */
  readonly followedRef: RefObject<string>;
  /** The page comes back to a case in hand: the scan of before has been followed already. */
  readonly returning: boolean;
}

/** Goes to the case a scanned slip asks for, once. */
export function SlipFollower({ followedRef, returning }: Props) {
  const openCase = useLive((live) => live.visit?.openCase);
  const navigate = useNavigate();
  const key = openCase ? `${openCase.at} ${openCase.caseId}` : '';
  useEffect(() => {
    if (!openCase || followedRef.current === key) return;
    const before = followedRef.current;
    followedRef.current = key;
    if (returning && before === '') return;
    void navigate(`/case/${openCase.caseId}`);
  }, [openCase, key, followedRef, returning, navigate]);
  return null;
}
