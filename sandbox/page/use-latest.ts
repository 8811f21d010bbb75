import { useLayoutEffect, useRef, type RefObject } from 'react';

/** What a callback may use that must not itself change from one drawing to the next. */
export function useLatest<T>(value: T): RefObject<T> {
  const latest = useRef(value);
  useLayoutEffect(() => {
    latest.current = value;
  });
  return latest;
}
