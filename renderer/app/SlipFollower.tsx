import { useEffect, type RefObject } from 'react';
import { useNavigate } from 'react-router';
import { useLive } from './core.ts';

/** Goes to the case a scanned slip asks for, once. `followedRef` outlives the visit, whose screens are made anew. */
export function SlipFollower({ followedRef }: { readonly followedRef: RefObject<string> }) {
  const openCase = useLive((live) => live.visit?.openCase);
  const navigate = useNavigate();
  const key = openCase ? `${openCase.at} ${openCase.caseId}` : '';
  useEffect(() => {
    if (!openCase || followedRef.current === key) return;
    followedRef.current = key;
    void navigate(`/case/${openCase.caseId}`);
  }, [openCase, key, followedRef, navigate]);
  return null;
}
