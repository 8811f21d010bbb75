import { z } from 'zod';

const person = z.object({
  key: z.string(),
  objectId: z.string(),
  name: z.string(),
  address: z.string(),
  jobTitle: z.string(),
  role: z.enum(['rep', 'manager', 'director', 'admin', 'colleague']),
  team: z.enum(['mitt', 'norr', 'syd']).nullable(),
  managerKey: z.string().nullable(),
  language: z.enum(['sv', 'nb', 'en']),
  timeZone: z.string(),
});
const domains = z.array(z.string());

/** What a sandbox in a process of its own tells an app that attaches to it. */
export const attachmentSchema = z.object({
  emulator: z.url(),
  hosts: z.array(z.string()),
  microsoft: z.object({
    tenantId: z.string(),
    appId: z.string(),
    appSecret: z.string(),
    botAppId: z.string(),
  }),
  people: z.array(person),
  company: z.object({
    name: z.string(),
    domains: z.object({ own: domains, customers: domains, partners: domains, vendors: domains }),
    teams: z.array(
      z.object({
        key: z.enum(['mitt', 'norr', 'syd']),
        name: z.string(),
        managerKey: z.string(),
        repKeys: z.array(z.string()),
      }),
    ),
    generation: z.number().int(),
    recordedWeeks: z.number().int().nullable(),
  }),
  reading: z.object({
    realEpoch: z.number(),
    domainEpoch: z.number(),
    rate: z.number(),
    runningUntil: z.number(),
  }),
});
export type Attachment = z.infer<typeof attachmentSchema>;

/** Sent by the app at each poll: the connector and Graph call it there. */
export const attachingAppSchema = z.object({ publicUrl: z.url().nullable() });
