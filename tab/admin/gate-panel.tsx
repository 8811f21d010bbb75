import {
  Button,
  Field,
  Input,
  makeStyles,
  mergeClasses,
  Radio,
  RadioGroup,
  Select,
  shorthands,
  tokens,
  typographyStyles,
} from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type AdminSetup, TOPICS } from '../../shared/contract/admin.ts';
import { Panel } from '../panels/panel.tsx';
import { DateField } from './date-field.tsx';
import { BASES } from './decided-words.ts';
import { type DecisionDraft, decisionsOf, draftOf } from './decision-draft.ts';
import { DecisionRow } from './decision-row.tsx';
import { READABLE } from './readable.ts';
import type { SetupChange } from './use-admin.ts';

/** A field is as wide as its place, not as its longest choice. */
const WHOLE = { gridTemplateColumns: 'minmax(0, 1fr)' };

const useStyles = makeStyles({
  // In high contrast its words alone would not look like a button.
  primary: { ':disabled': shorthands.borderColor(tokens.colorNeutralStrokeDisabled) },
  wide: { flex: '1 1 220px', minWidth: 0, ...WHOLE },
  short: { flex: '0 1 160px', minWidth: 0, ...WHOLE },
  full: { flex: '1 1 100%', minWidth: 0, ...WHOLE },
  weeks: { maxWidth: '160px' },
  bare: { border: 'none', margin: 0, padding: 0, minWidth: 0 },
  // Whoever only reads is there for what stands in the fields.
  read: READABLE,
  radios: { display: 'flex', flexWrap: 'wrap' },
  foot: {
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'flex-end',
    alignItems: 'center',
    gap: '8px 12px',
    paddingTop: '16px',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  missing: { ...typographyStyles.body1, color: tokens.colorNeutralForeground2, marginRight: 'auto' },
  count: { ...typographyStyles.body1, color: tokens.colorNeutralForeground3, whiteSpace: 'nowrap' },
});

/** The six decisions before anything is read (R9), and the notice to reps (R10). */
export function GatePanel(props: {
  setup: AdminSetup;
  isBusy: boolean;
  onChange: (change: SetupChange) => void;
}) {
  const { setup, isBusy, onChange } = props;
  const { t } = useTranslation();
  const styles = useStyles();
  const [draft, setDraft] = useState(() => draftOf(setup.decisions));
  const given = decisionsOf(draft);
  const missing = TOPICS.filter((topic) => given[topic] === undefined);
  const isChanged = JSON.stringify(draft) !== JSON.stringify(draftOf(setup.decisions));
  const untold = setup.reps.all - setup.reps.told;
  const isTold = setup.reps.all > 0 && untold === 0;
  const save = () => onChange({ method: 'PUT', path: '/api/admin/decisions', body: given });
  const tell = () => onChange({ method: 'POST', path: '/api/admin/notices', body: {} });
  return (
    <Panel
      heading={t('admin.gate.heading')}
      actions={
        <span className={styles.count}>
          {t('admin.gate.count', { done: TOPICS.length - missing.length, all: TOPICS.length })}
        </span>
      }
    >
      <fieldset
        disabled={!setup.mayChange}
        className={mergeClasses(styles.bare, !setup.mayChange && styles.read)}
      >
        <Decisions draft={draft} onDraft={setDraft} missing={missing} mayChange={setup.mayChange} />
      </fieldset>
      <div className={styles.foot}>
        <span className={styles.missing} role="status">
          {missing.length === 0
            ? t(readinessOf(setup, isTold))
            : t('admin.gate.missing', {
                topics: missing.map((topic) => t(`admin.topics.${topic}`)).join(', '),
              })}
        </span>
        {setup.mayChange ? (
          <Button disabled={isBusy || !isChanged} onClick={save}>
            {t('admin.save')}
          </Button>
        ) : null}
        {isTold || !setup.mayChange ? null : (
          <Button
            appearance="primary"
            className={styles.primary}
            disabled={isBusy || isChanged || setup.missing.length > 0 || untold === 0}
            onClick={tell}
          >
            {t('admin.gate.tell', { count: untold })}
          </Button>
        )}
      </div>
    </Panel>
  );
}

function readinessOf({ noticesFrom }: AdminSetup, isTold: boolean) {
  if (noticesFrom !== null) return 'admin.gate.begun';
  return isTold ? 'admin.gate.allTold' : 'admin.gate.ready';
}

interface DecisionsProps {
  readonly draft: DecisionDraft;
  readonly onDraft: (draft: DecisionDraft) => void;
  readonly missing: readonly string[];
  readonly mayChange: boolean;
}

function Decisions({ draft, onDraft, missing, mayChange }: DecisionsProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const isDone = (topic: string): boolean => !missing.includes(topic);
  const set =
    (key: keyof DecisionDraft) =>
    (_event: unknown, { value }: { value: string }) =>
      onDraft({ ...draft, [key]: value });
  const field = (key: keyof DecisionDraft, className: string, type: 'text' | 'email' = 'text') => (
    <Field label={t(`admin.fields.${key}`)} className={className}>
      <Input type={type} value={draft[key]} onChange={set(key)} disabled={!mayChange} maxLength={300} />
    </Field>
  );
  const dateField = (key: 'assessedOn' | 'negotiatedOn') => (
    <DateField
      label={t(`admin.fields.${key}`)}
      className={styles.short}
      value={draft[key]}
      disabled={!mayChange}
      onChange={(date) => onDraft({ ...draft, [key]: date })}
    />
  );
  return (
    <>
      <DecisionRow topic="legal_basis" isDone={isDone('legal_basis')}>
        <Field label={t('admin.fields.basis')} className={styles.wide}>
          <Select value={draft.basis} onChange={set('basis')} disabled={!mayChange}>
            <option value="">{t('admin.choose')}</option>
            {BASES.map((basis) => (
              <option key={basis} value={basis}>
                {t(`admin.bases.${basis}`)}
              </option>
            ))}
          </Select>
        </Field>
      </DecisionRow>
      <DecisionRow topic="impact_assessment" isDone={isDone('impact_assessment')}>
        {field('reference', styles.wide)}
        {dateField('assessedOn')}
      </DecisionRow>
      <DecisionRow topic="union_negotiation" isDone={isDone('union_negotiation')}>
        {field('negotiatedWith', styles.wide)}
        {dateField('negotiatedOn')}
        {field('document', styles.full)}
      </DecisionRow>
      <DecisionRow topic="retention" isDone={isDone('retention')}>
        <RadioGroup
          aria-label={t('admin.topics.retention')}
          layout="horizontal"
          className={styles.radios}
          value={draft.keptWeeks}
          onChange={set('keptWeeks')}
          disabled={!mayChange}
        >
          {['26', '13'].map((weeks) => (
            <Radio key={weeks} value={weeks} label={t('admin.weeks', { count: Number(weeks) })} />
          ))}
        </RadioGroup>
      </DecisionRow>
      <DecisionRow topic="history" isDone={isDone('history')}>
        <Field
          label={t('admin.fields.historyWeeks')}
          hint={t('admin.gate.historyHint')}
          className={styles.full}
        >
          <Input
            inputMode="numeric"
            value={draft.historyWeeks}
            onChange={set('historyWeeks')}
            disabled={!mayChange}
            className={styles.weeks}
            maxLength={2}
          />
        </Field>
      </DecisionRow>
      <DecisionRow topic="contact" isDone={isDone('contact')}>
        {field('contactName', styles.wide)}
        {field('contactAddress', styles.wide, 'email')}
      </DecisionRow>
    </>
  );
}
