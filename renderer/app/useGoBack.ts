import { useLocation, useNavigate } from 'react-router';

/** Goes back to the page this one was opened from; to the work where it was opened from nowhere. */
export function useGoBack(): () => void {
  const navigate = useNavigate();
  const opened = useLocation().key !== 'default';
  return () => void (opened ? navigate(-1) : navigate('/'));
}
