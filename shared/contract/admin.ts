import { z } from 'zod';
import { heardClientSchema } from './outlook.ts';
import { isoWeekSchema } from './week.ts';

const instant = z.iso.datetime();
const words = z.string().trim().min(1).max(300);

/** The six decisions of R9, in the order in which they are asked for. */
export const TOPICS = [
  'legal_basis',
  'impact_assessment',
  'union_negotiation',
  'retention',
  'history',
  'contact',
] as const;
export type Topic = (typeof TOPICS)[number];

/** What stands in each decision. */
export const decisionSchemas = {
  /** Articles 6.1 f, 6.1 e and 6.1 c of the GDPR. */
  legal_basis: z
    .object({ basis: z.enum(['legitimate_interest', 'public_task', 'legal_obligation']) })
    .strict(),
  impact_assessment: z.object({ reference: words, date: z.iso.date() }).strict(),
  /** `document`: a link or a registry number. */
  union_negotiation: z.object({ with: words, date: z.iso.date(), document: words }).strict(),
  retention: z.object({ weeks: z.union([z.literal(13), z.literal(26)]) }).strict(),
  history: z.object({ weeks: z.number().int().min(0).max(26) }).strict(),
  contact: z.object({ name: words, address: z.email().max(254) }).strict(),
} as const satisfies Record<Topic, z.ZodType>;

export const decisionsSchema = z.object({
  legal_basis: decisionSchemas.legal_basis.nullable(),
  impact_assessment: decisionSchemas.impact_assessment.nullable(),
  union_negotiation: decisionSchemas.union_negotiation.nullable(),
  retention: decisionSchemas.retention.nullable(),
  history: decisionSchemas.history.nullable(),
  contact: decisionSchemas.contact.nullable(),
});
export type Decisions = z.infer<typeof decisionsSchema>;

/** `PUT /api/admin/decisions`: those that are given; the last word on each topic counts. */
export const decisionsRequestSchema = decisionsSchema
  .partial()
  .strict()
  .refine((given) => Object.values(given).some((decision) => decision !== null));
export type DecisionsRequest = z.infer<typeof decisionsRequestSchema>;

export const permissionSchema = z.object({
  name: z.string(),
  isNeeded: z.boolean(),
  /** `unknown`: not in the token, which is also so where Exchange itself limits the app to some mailboxes. */
  state: z.enum(['granted', 'missing', 'unknown']),
});
export type Permission = z.infer<typeof permissionSchema>;

export const adminTeamSchema = z.object({
  id: z.guid(),
  name: z.string(),
  source: z.enum(['manager', 'group', 'children']),
  reps: z.number().int(),
});
export type AdminTeam = z.infer<typeof adminTeamSchema>;

/** `GET /api/admin/setup`. Counts of reps; who acknowledged or objected is told to nobody. */
export const adminSetupSchema = z.object({
  /** False for a steward, who reads and changes nothing. */
  mayChange: z.boolean(),
  decisions: decisionsSchema,
  missing: z.array(z.enum(TOPICS)),
  teams: z.array(adminTeamSchema),
  reps: z.object({ all: z.number().int(), told: z.number().int() }),
  /** Working days between telling a rep and reading their calendar. */
  waitingDays: z.number().int(),
  /** When an administrator had the reps told; whoever becomes one later is told by itself. */
  noticesFrom: instant.nullable(),
  permissions: z.array(permissionSchema),
});
export type AdminSetup = z.infer<typeof adminSetupSchema>;

/** `GET /api/admin/groups?name=…`; null = the permission, which is optional, was not given. */
export const groupsSchema = z.object({
  groups: z.array(z.object({ id: z.string(), name: z.string() })).nullable(),
});
export type Groups = z.infer<typeof groupsSchema>;

/** `POST /api/admin/teams`. */
export const teamRequestSchema = z.object({ groupId: z.guid(), name: words }).strict();

/** `GET` and `PUT /api/admin/settings`. */
export const adminSettingsSchema = z
  .object({
    timeZone: z.string().refine(isTimeZone),
    country: z.string().regex(/^[A-Z]{2}$/),
    minimum: z.number().int().min(4).max(50),
    waitingDays: z.number().int().min(0).max(60),
    pollOnly: z.boolean(),
    titleInNotification: z.boolean(),
  })
  .strict();
export type AdminSettings = z.infer<typeof adminSettingsSchema>;

export const unreadableStateSchema = z.enum(['out_of_scope', 'no_mailbox', 'blocked', 'consent_lost']);
export type UnreadableState = z.infer<typeof unreadableStateSchema>;

/** `GET /api/admin/health`. Names only where an administrator has to do something for that person. */
export const adminHealthSchema = z.object({
  calendars: z.object({
    all: z.number().int(),
    read: z.number().int(),
    waiting: z.number().int(),
    unreadable: z.array(z.object({ name: z.string(), state: unreadableStateSchema })),
  }),
  /** Not told because the bot is not installed for them, or they blocked it. */
  unreached: z.array(z.object({ name: z.string() })),
  subscriptions: z.object({ wanted: z.boolean(), watched: z.number().int(), alive: z.number().int() }),
  /**
   * What the product took, a rep and week, over the teams whose weeks are published; `withinShare` = per cent of those
   * weeks in which it was no more than the limit. null where none may be shown.
   */
  burden: z
    .object({
      seconds: z.number().int(),
      questions: z.number(),
      withinShare: z.number().int(),
      limit: z.number().int(),
      weeks: z.array(isoWeekSchema),
    })
    .nullable(),
  lastReading: instant.nullable(),
  /** Where the add-in was heard of; absence is normal, but not everywhere. */
  outlook: z.array(heardClientSchema),
  /** Microsoft's code where the app gets no token, and so can read nobody's calendar. */
  signInRefusal: z.string().nullable(),
  permissions: z.array(permissionSchema),
});
export type AdminHealth = z.infer<typeof adminHealthSchema>;

export const AUDITED = [
  'decision',
  'setting',
  'team_added',
  'team_removed',
  'notices_started',
  'list_imported',
  'list_restored',
] as const;

/** `GET /api/admin/audit`, newest first. */
export const adminAuditSchema = z.object({
  entries: z.array(
    z.object({
      at: instant,
      /** Null where the person is not known any more. */
      by: z.string().nullable(),
      what: z.enum(AUDITED),
      /** A topic, a setting's key, a team's name or a list of domains. */
      about: z.string(),
      from: z.string().nullable(),
      to: z.string().nullable(),
    }),
  ),
});
export type AdminAudit = z.infer<typeof adminAuditSchema>;

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
