import { useEffect, type RefObject } from 'react';
import { useNavigate } from 'react-router';
import { useLive } from './core.ts';

/** Goes to the case a scanned slip asks for, once. `followed` outlives the visit, whose screens are made anew. */
export function SlipFollower({ followed }: { readonly followed: RefObject<string> }) {
  const openCase = useLive((live) => live.visit?.openCase);
  const navigate = useNavigate();
  const key = openCase ? `${openCase.at} ${openCase.caseId}` : '';
  useEffect(() => {
    if (!openCase || followed.current === key) return;
    followed.current = key;
    void navigate(`/case/${openCase.caseId}`);
  }, [openCase, key, followed, navigate]);
  return null;
}
