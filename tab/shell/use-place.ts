import { useEffect, useState } from 'react';
import type { Host } from '../host/host.ts';
import type { Place } from './route.ts';

/** Where the reader is: starts where the host says, and tells the host of each step. */
export function usePlace(host: Host): [Place, (place: Place) => void] {
  const [place, setPlace] = useState<Place>({ page: host.page, subPage: host.subPage });
  useEffect(() => host.onNavigate((page, subPage) => setPlace({ page, subPage })), [host]);
  const go = (next: Place) => {
    setPlace(next);
    // A host without a page of that name keeps showing this one, which has moved already.
    void host.navigate(next.page, next.subPage);
  };
  return [place, go];
}
