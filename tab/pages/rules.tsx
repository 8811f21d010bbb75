import {
  Button,
  Field,
  Input,
  makeStyles,
  mergeClasses,
  shorthands,
  Switch,
  tokens,
} from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type AdminSettings, adminSettingsSchema } from '../../shared/contract/admin.ts';
import type { DomainLists } from '../../shared/contract/domain-lists.ts';
import { ListsPanel } from '../admin/lists-panel.tsx';
import { READABLE } from '../admin/readable.ts';
import { useLists } from '../admin/use-lists.ts';
import { useSaveTenantSettings, useSetup, useTenantSettings } from '../admin/use-admin.ts';
import { PageFrame } from '../panels/page-frame.tsx';
import { PairsSkeleton } from '../panels/pairs-skeleton.tsx';
import { Panel } from '../panels/panel.tsx';
import { ProblemPage } from '../panels/problem-bar.tsx';
import { useToasts } from '../panels/use-toasts.tsx';

const TOP = [
  [1, 1],
  [2, 1],
  [2, 2],
] as const;
/** The heights of its panels. */
const SKELETON = [[[392, 738, 784]], [[433, 721, 777]]] as const;

const useStyles = makeStyles({
  fields: {
    display: 'grid',
    gap: '20px 24px',
    alignItems: 'start',
    gridTemplateColumns: 'minmax(0, 1fr)',
    '@media (min-width: 640px)': { gridTemplateColumns: 'repeat(2, minmax(0, 1fr))' },
  },
  // Whoever only reads is there for what stands in the fields.
  read: READABLE,
  short: { maxWidth: '240px' },
  foot: { paddingTop: '20px' },
  // In high contrast its words alone would not look like a button.
  primary: { ':disabled': shorthands.borderColor(tokens.colorNeutralStrokeDisabled) },
});

/** *Rules*: what holds for the whole organisation. Each says what it changes, and for whom. */
export default function RulesPage() {
  const query = useTenantSettings();
  const setup = useSetup();
  const lists = useLists();
  if (query.data !== undefined && setup.data !== undefined && lists.data !== undefined)
    return (
      <Rules
        key={JSON.stringify(query.data)}
        settings={query.data}
        lists={lists.data}
        mayChange={setup.data.mayChange}
      />
    );
  const error = query.error ?? setup.error ?? lists.error;
  if (error !== null) return <ProblemPage error={error} onRetry={query.refetch} />;
  return <PairsSkeleton top={TOP} rows={SKELETON} />;
}

/** What is typed, as the setting that it means. */
const READ_AS = {
  minimum: (text: string) => Number(text.replaceAll(/\D/g, '')),
  waitingDays: (text: string) => Number(text.replaceAll(/\D/g, '')),
  timeZone: (text: string) => text,
  country: (text: string) => text.toUpperCase(),
};

function Rules(props: { settings: AdminSettings; lists: DomainLists; mayChange: boolean }) {
  const { settings, mayChange } = props;
  const { t } = useTranslation();
  const styles = useStyles();
  const toasts = useToasts();
  const { toaster, tell, tellProblem } = toasts;
  const [draft, setDraft] = useState(settings);
  const save = useSaveTenantSettings({
    onDone: () => tell(t('admin.saved')),
    onFailed: (error) => tellProblem(t('admin.notSaved'), error),
  });
  const isSame = JSON.stringify(draft) === JSON.stringify(settings);
  const isFit = (key: keyof AdminSettings) => adminSettingsSchema.shape[key].safeParse(draft[key]).success;
  const typed = (key: 'timeZone' | 'country' | 'minimum' | 'waitingDays') => (
    <Field
      label={t(`admin.rules.${key}.name`)}
      hint={t(`admin.rules.${key}.hint`)}
      {...(isFit(key) ? {} : { validationMessage: t(`admin.rules.${key}.wrong`) })}
    >
      <Input
        className={styles.short}
        disabled={!mayChange}
        inputMode={key === 'minimum' || key === 'waitingDays' ? 'numeric' : 'text'}
        value={String(draft[key])}
        onChange={(_event, { value }) => setDraft({ ...draft, [key]: READ_AS[key](value) })}
      />
    </Field>
  );
  const switched = (key: 'pollOnly' | 'titleInNotification') => (
    <Field hint={t(`admin.rules.${key}.hint`)}>
      <Switch
        label={t(`admin.rules.${key}.name`)}
        disabled={!mayChange}
        checked={draft[key]}
        onChange={(_event, { checked }) => setDraft({ ...draft, [key]: checked })}
      />
    </Field>
  );
  return (
    <PageFrame heading={t('admin.rules.title')} text={[t('admin.rules.text')]}>
      <Panel heading={t('admin.rules.heading')}>
        <div className={mergeClasses(styles.fields, !mayChange && styles.read)}>
          {typed('minimum')}
          {typed('waitingDays')}
          {switched('titleInNotification')}
          {switched('pollOnly')}
          {typed('timeZone')}
          {typed('country')}
        </div>
        {mayChange ? (
          <div className={styles.foot}>
            <Button
              appearance="primary"
              className={styles.primary}
              disabled={isSame || !adminSettingsSchema.safeParse(draft).success || save.isPending}
              onClick={() => save.mutate(draft)}
            >
              {t('admin.save')}
            </Button>
          </div>
        ) : null}
      </Panel>
      <ListsPanel lists={props.lists} toasts={toasts} />
      {toaster}
    </PageFrame>
  );
}
