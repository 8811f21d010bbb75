import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import type { Permission } from '../../shared/contract/admin.ts';
import { Panel } from '../panels/panel.tsx';

const WHY = {
  'Calendars.Read': 'admin.permissions.calendars',
  'User.Read.All': 'admin.permissions.users',
  'MailboxSettings.Read': 'admin.permissions.mailbox',
  'GroupMember.Read.All': 'admin.permissions.groups',
  'TeamsAppInstallation.ReadWriteSelfForUser.All': 'admin.permissions.install',
} as const;

const useStyles = makeStyles({
  list: { display: 'grid', gap: '12px', margin: 0, padding: 0, listStyleType: 'none' },
  head: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) auto',
    alignItems: 'baseline',
    columnGap: '12px',
  },
  name: { ...typographyStyles.body1Strong, overflowWrap: 'break-word' },
  state: { ...typographyStyles.caption1, color: tokens.colorNeutralForeground2 },
  text: { ...typographyStyles.caption1, color: tokens.colorNeutralForeground3, textWrap: 'pretty' },
});

/** What the organisation lets the app read, why, and what is lost without. */
export function PermissionsPanel({ permissions }: { permissions: readonly Permission[] }) {
  const { t } = useTranslation();
  const styles = useStyles();
  return (
    <Panel heading={t('admin.permissions.heading')}>
      <ul className={styles.list}>
        {permissions.map(({ name, state, isNeeded }) => (
          <li key={name}>
            <div className={styles.head}>
              <span className={styles.name}>
                <PermissionName name={name} />
              </span>
              <span className={styles.state}>
                {t(`admin.permissions.${state === 'missing' && !isNeeded ? 'notGiven' : state}`)}
              </span>
            </div>
            <p className={styles.text}>{isKnown(name) ? t(WHY[name]) : null}</p>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** Where there is no room for all of it, it is broken after a dot. */
function PermissionName({ name }: { name: string }) {
  return name.split('.').map((part, index) => (
    <Fragment key={index}>
      {index === 0 ? null : (
        <>
          .<wbr />
        </>
      )}
      {part}
    </Fragment>
  ));
}

function isKnown(name: string): name is keyof typeof WHY {
  return name in WHY;
}
