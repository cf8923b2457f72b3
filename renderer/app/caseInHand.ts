import { useEffect } from 'react';
import { useLocation } from 'react-router';

/** Where the tab keeps which case is in hand: the id of its visit and its route. It goes with the tab. */
const PLACE = 'yiguitong-case';
const CASE_ROUTE = /^\/case\/[0-9a-f-]{36}$/;

/** The route of the case that was in hand in this visit before the page was loaded anew or locked; null when there was none. */
export function caseInHand(visitId: string | undefined): string | null {
  const [visit, route] = sessionStorage.getItem(PLACE)?.split(' ') ?? [];
  return visitId !== undefined && visit === visitId && route !== undefined && CASE_ROUTE.test(route) ? route : null;
}

/**
 * Remembers the case in hand beyond the life of the page, by ids that say nothing of anybody. The pages beside the work leave
 * it where it is; the search and the end of the visit put it away.
 */
export function useCaseInHand(visitId: string | undefined): void {
  const { pathname } = useLocation();
  useEffect(() => {
    if (visitId === undefined || pathname === '/') sessionStorage.removeItem(PLACE);
    else if (CASE_ROUTE.test(pathname)) sessionStorage.setItem(PLACE, `${visitId} ${pathname}`);
  }, [visitId, pathname]);
}
