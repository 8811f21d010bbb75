import {
  Link,
  Toast,
  ToastBody,
  Toaster,
  ToastTitle,
  ToastTrigger,
  useId,
  useToastController,
} from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { errorCode } from '../api-errors.ts';
import { useServices } from '../services.ts';
import { explanation } from './problem-bar.tsx';

const STAYS_MS = 8_000;
const PROBLEM_STAYS_MS = 15_000;

export interface Toasts {
  /** Stands once on the page that uses them. */
  readonly toaster: ReactNode;
  /** Says what happened, with a way back where there is one. */
  readonly tell: (words: string, undo?: { readonly label: string; readonly run: () => void }) => void;
  /** Says what did not happen, and what to do. */
  readonly tellProblem: (words: string, error: unknown) => void;
}

/** Short words at the foot of the page on what the reader just did. Under the pointer or the focus they stay. */
export function useToasts(): Toasts {
  const toasterId = useId('toaster');
  const { dispatchToast } = useToastController(toasterId);
  const { t } = useTranslation();
  const { mode } = useServices();
  return {
    toaster: <Toaster toasterId={toasterId} position="bottom" pauseOnHover limit={2} />,
    tell: (words, undo) =>
      dispatchToast(
        <Toast>
          <ToastTitle
            action={
              undo === undefined ? null : (
                <ToastTrigger>
                  <Link as="button" inline={mode === 'contrast'} onClick={undo.run}>
                    {undo.label}
                  </Link>
                </ToastTrigger>
              )
            }
          >
            {words}
          </ToastTitle>
        </Toast>,
        { intent: 'success', timeout: STAYS_MS },
      ),
    tellProblem: (words, error) => {
      const code = error instanceof Error ? errorCode(error) : null;
      const action = error instanceof Error ? explanation(error, t) : '';
      dispatchToast(
        <Toast>
          <ToastTitle>{words}</ToastTitle>
          <ToastBody>
            {action} {code === null ? null : t('shell.code', { code })}
          </ToastBody>
        </Toast>,
        { intent: 'error', timeout: PROBLEM_STAYS_MS },
      );
    },
  };
}
