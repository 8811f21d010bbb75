import { useEffect, useState } from 'react';

/** What ends a press. */
const ENDS = ['mouseup', 'touchend', 'touchcancel', 'pointercancel'] as const;

/** `value` as it was when the press began, for as long as the press lasts: what is dragged must not change. */
export function useHeld<T>(value: T): { readonly held: T; readonly onPointerDown: () => void } {
  const [isPressed, setPressed] = useState(false);
  const [kept, keep] = useState(value);
  if (!isPressed && kept !== value) keep(value);
  useEffect(() => {
    if (!isPressed) return undefined;
    // The widget drops in a task of its own, queued at its own listener: on the window we come after it.
    const release = () => setTimeout(() => setPressed(false));
    for (const end of ENDS) window.addEventListener(end, release);
    return () => {
      for (const end of ENDS) window.removeEventListener(end, release);
    };
  }, [isPressed]);
  return { held: isPressed ? kept : value, onPointerDown: () => setPressed(true) };
}
