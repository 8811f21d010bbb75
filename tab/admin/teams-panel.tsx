import { Button, Field, makeStyles, SearchBox, tokens, typographyStyles } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AdminSetup } from '../../shared/contract/admin.ts';
import { Panel } from '../panels/panel.tsx';
import { useGroups, type SetupChange } from './use-admin.ts';

const useStyles = makeStyles({
  list: { margin: '0 0 16px', padding: 0, listStyleType: 'none' },
  row: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: '0 12px',
    padding: '6px 0',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  name: { ...typographyStyles.body1, flexGrow: 1, overflowWrap: 'anywhere' },
  quiet: { ...typographyStyles.caption1, color: tokens.colorNeutralForeground3, textWrap: 'pretty' },
});

interface TeamsPanelProps {
  readonly setup: AdminSetup;
  readonly isBusy: boolean;
  readonly onChange: (change: SetupChange) => void;
}

/** Teams, and the groups of Entra of which one can be made. */
export function TeamsPanel({ setup, isBusy, onChange }: TeamsPanelProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const remove = (id: string) => onChange({ method: 'DELETE', path: `/api/admin/teams/${id}`, body: {} });
  return (
    <Panel heading={t('admin.teams.heading')} caption={t('admin.teams.caption')}>
      {setup.teams.length === 0 ? <p className={styles.quiet}>{t('admin.teams.none')}</p> : null}
      <ul className={styles.list}>
        {setup.teams.map(({ id, name, source, reps }) => (
          <li key={id} className={styles.row}>
            <span className={styles.name}>{name}</span>
            <span className={styles.quiet}>
              {t(`admin.teams.${source}`)}, {t('shell.reps', { count: reps })}
            </span>
            {setup.mayChange && source === 'group' ? (
              <Button
                size="small"
                appearance="subtle"
                disabled={isBusy}
                aria-label={t('admin.teams.removeOf', { name })}
                onClick={() => remove(id)}
              >
                {t('admin.teams.remove')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {setup.mayChange ? <GroupSearch setup={setup} isBusy={isBusy} onChange={onChange} /> : null}
    </Panel>
  );
}

function GroupSearch({ setup, isBusy, onChange }: TeamsPanelProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const [name, setName] = useState('');
  const { data, error } = useGroups(name);
  const free = (data?.groups ?? []).filter((group) => !setup.teams.some((team) => team.name === group.name));
  const add = (groupId: string, group: string) =>
    onChange({ method: 'POST', path: '/api/admin/teams', body: { groupId, name: group } });
  return (
    <>
      <Field label={t('admin.teams.search')}>
        <SearchBox value={name} onChange={(_event, { value }) => setName(value)} />
      </Field>
      <div role="status">
        {error === null && data?.groups !== null ? null : (
          <p className={styles.quiet}>{t('admin.teams.denied')}</p>
        )}
        {data?.groups?.length === 0 ? <p className={styles.quiet}>{t('admin.teams.notFound')}</p> : null}
      </div>
      <ul className={styles.list}>
        {free.map((group) => (
          <li key={group.id} className={styles.row}>
            <span className={styles.name}>{group.name}</span>
            <Button
              size="small"
              disabled={isBusy}
              aria-label={t('admin.teams.addOf', { name: group.name })}
              onClick={() => add(group.id, group.name)}
            >
              {t('admin.teams.add')}
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}
