import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { LocalDate } from '../../shared/calendar/time.ts';

const KEY = ['open-days'];
type Said = Readonly<Record<LocalDate, boolean>>;

export interface OpenDays {
  readonly isOpen: (date: LocalDate) => boolean;
  readonly set: (date: LocalDate, isOpen: boolean) => void;
}

/**
 * Which days of a week's list stand open: today and what is to come, until the reader says otherwise; then as they left
 * them, on every page and in every week, for as long as the tab lives.
 */
export function useOpenDays(today: LocalDate): OpenDays {
  const client = useQueryClient();
  const [said, setSaid] = useState<Said>(() => client.getQueryData<Said>(KEY) ?? {});
  return {
    isOpen: (date) => said[date] ?? date >= today,
    set: (date, isOpen) => {
      const next = { ...said, [date]: isOpen };
      client.setQueryDefaults(KEY, { gcTime: Number.POSITIVE_INFINITY });
      client.setQueryData(KEY, next);
      setSaid(next);
    },
  };
}
