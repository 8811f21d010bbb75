import { Button, makeStyles } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { errorCode, ProblemError, SignInNeeded, UnreachableError, UnreadableError } from '../api-errors.ts';
import { useServices } from '../services.ts';
import type { Translate } from '../words/create-i18n.ts';
import { MessageWhenNeeded } from './message-when-needed.tsx';

const useStyles = makeStyles({
  frame: { padding: '24px', '@media (max-width: 639px)': { padding: '16px' } },
  spoken: { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)' },
});

/** A page whose figures did not come: what happened, what to do, and a code to pass on. */
export function ProblemPage({ error, onRetry }: { error: Error; onRetry: () => unknown }) {
  const { t } = useTranslation();
  const styles = useStyles();
  return (
    <div className={styles.frame}>
      <h1 className={styles.spoken}>{t('product.name')}</h1>
      <ProblemBar error={error} onRetry={onRetry} />
    </div>
  );
}

function ProblemBar({ error, onRetry }: { error: Error; onRetry: () => unknown }) {
  const { t } = useTranslation();
  const { host } = useServices();
  const code = errorCode(error);
  const isSignIn = error instanceof SignInNeeded;
  const [isRefused, setRefused] = useState(false);
  const signIn = () => void host.signIn().then(onRetry, () => setRefused(true));
  const what = isRefused ? t('shell.signInFailed') : explanation(error, t);
  return (
    <MessageWhenNeeded
      intent={isSignIn ? 'info' : 'error'}
      title={title(error, t)}
      text={[what, code === null ? '' : t('shell.code', { code })].filter((text) => text !== '').join(' ')}
      action={
        <Button onClick={isSignIn ? signIn : () => void onRetry()}>
          {isSignIn ? t('shell.signIn') : t('shell.tryAgain')}
        </Button>
      }
    />
  );
}

function title(error: Error, t: Translate): string {
  if (error instanceof SignInNeeded) return t('shell.signInNeeded');
  if (error instanceof ProblemError && error.message !== '') return error.message;
  return errorCode(error) === 'page' ? t('shell.broken') : t('shell.unreadable');
}

/** What to do about it; empty where only the code can help. */
export function explanation(error: Error, t: Translate): string {
  if (error instanceof ProblemError) return error.action;
  if (error instanceof UnreachableError) return t('shell.unreachable');
  return error instanceof UnreadableError ? t('shell.notRead') : '';
}
