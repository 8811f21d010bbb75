create table answer (
  answer_id bigint not null generated always as identity,
  prompt_id uuid not null,
  person_id uuid not null,
  tenant_id uuid not null default (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid,
  code text not null,
  is_first boolean not null,
  answered_at timestamp with time zone not null,
  seconds_to_answer real,
  evidence jsonb not null,
  evidence_inputs_sealed bytea not null,
  rejudged_at timestamp with time zone,
  later_evidence jsonb,
  later_inputs_sealed bytea,
  constraint answer_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(person_id) ON DELETE CASCADE,
  constraint answer_pkey PRIMARY KEY (answer_id),
  constraint answer_prompt_id_fkey FOREIGN KEY (prompt_id) REFERENCES prompt(prompt_id) ON DELETE CASCADE
);

CREATE UNIQUE INDEX answer_first ON public.answer USING btree (prompt_id) WHERE is_first;

alter table answer enable row level security;

alter table answer force row level security;

create policy person_adds on answer as permissive for insert to public
  with check (person_id = (NULLIF(current_setting('app.person_id'::text, true), ''::text))::uuid);

create policy person_changes on answer as permissive for update to public
  using (person_id = (NULLIF(current_setting('app.person_id'::text, true), ''::text))::uuid)
  with check (person_id = (NULLIF(current_setting('app.person_id'::text, true), ''::text))::uuid);

create policy person_reads on answer as permissive for select to public
  using (person_id = (NULLIF(current_setting('app.person_id'::text, true), ''::text))::uuid);

create policy tenant on answer as restrictive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);

create policy worker on answer as permissive for all to public
  using (current_setting('app.actor'::text, true) = 'worker'::text)
  with check (current_setting('app.actor'::text, true) = 'worker'::text);

grant delete, insert, select, update on answer to followthrough_app;

create table audit_entry (
  entry_id bigint not null generated always as identity,
  tenant_id uuid not null default (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid,
  what text not null,
  detail jsonb not null,
  by_person uuid,
  at timestamp with time zone not null,
  constraint audit_entry_pkey PRIMARY KEY (entry_id)
);

alter table audit_entry enable row level security;

alter table audit_entry force row level security;

create policy admin_inserts on audit_entry as permissive for insert to public
  with check (current_setting('app.actor'::text, true) = 'admin'::text);

create policy admin_selects on audit_entry as permissive for select to public
  using (current_setting('app.actor'::text, true) = 'admin'::text);

create policy tenant on audit_entry as restrictive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);

create policy worker on audit_entry as permissive for all to public
  using (current_setting('app.actor'::text, true) = 'worker'::text)
  with check (current_setting('app.actor'::text, true) = 'worker'::text);

grant insert, select on audit_entry to followthrough_app;

create table bot_state (
  tenant_id uuid not null default (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid,
  pace_at timestamp with time zone not null default '1970-01-01 00:00:00+00'::timestamp with time zone,
  throttled_at timestamp with time zone,
  held_until timestamp with time zone,
  stop_reason text,
  stopped_at timestamp with time zone,
  retry_at timestamp with time zone,
  retries integer not null default 0,
  catalog_app_id text,
  install_problem text,
  install_problem_since timestamp with time zone,
  constraint bot_state_install_problem_check CHECK ((install_problem = ANY (ARRAY['permission'::text, 'catalogue'::text]))),
  constraint bot_state_pkey PRIMARY KEY (tenant_id),
  constraint bot_state_stop_reason_check CHECK ((stop_reason = ANY (ARRAY['unauthorized'::text, 'disabled-by-admin'::text])))
);

alter table bot_state enable row level security;

alter table bot_state force row level security;

create policy tenant on bot_state as restrictive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);

create policy worker on bot_state as permissive for all to public
  using (current_setting('app.actor'::text, true) = 'worker'::text)
  with check (current_setting('app.actor'::text, true) = 'worker'::text);

grant delete, insert, select, update on bot_state to followthrough_app;

create table chat (
  person_id uuid not null,
  tenant_id uuid not null default (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid,
  conversation_id text not null,
  service_url text not null,
  state text not null,
  changed_at timestamp with time zone not null,
  heard_at timestamp with time zone,
  welcomed_at timestamp with time zone,
  constraint chat_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(person_id) ON DELETE CASCADE,
  constraint chat_pkey PRIMARY KEY (person_id),
  constraint chat_state_check CHECK ((state = ANY (ARRAY['open'::text, 'blocked'::text, 'uninstalled'::text])))
);

alter table chat enable row level security;

alter table chat force row level security;

create policy person_adds on chat as permissive for insert to public
  with check (person_id = (NULLIF(current_setting('app.person_id'::text, true), ''::text))::uuid);

create policy person_changes on chat as permissive for update to public
  using (person_id = (NULLIF(current_setting('app.person_id'::text, true), ''::text))::uuid)
  with check (person_id = (NULLIF(current_setting('app.person_id'::text, true), ''::text))::uuid);

create policy person_reads on chat as permissive for select to public
  using (person_id = (NULLIF(current_setting('app.person_id'::text, true), ''::text))::uuid);

create policy tenant on chat as restrictive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);

create policy worker on chat as permissive for all to public
  using (current_setting('app.actor'::text, true) = 'worker'::text)
  with check (current_setting('app.actor'::text, true) = 'worker'::text);

grant delete, insert, select, update on chat to followthrough_app;

create table correction (
  correction_id uuid not null default gen_random_uuid(),
  person_id uuid not null,
  tenant_id uuid not null default (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid,
  event_id uuid not null,
  class text not null,
  scope text not null,
  corrected_at timestamp with time zone not null,
  undone_at timestamp with time zone,
  series_key bytea,
  domain_hash bytea,
  domain_sealed bytea,
  from_class text,
  changed_events integer not null default 1,
  seconds real not null default 0,
  lesson_hash bytea,
  lesson_sealed bytea,
  spread_due boolean not null default false,
  constraint correction_check CHECK (((scope = 'series'::text) = (series_key IS NOT NULL))),
  constraint correction_check1 CHECK (((scope = 'domain'::text) = ((domain_hash IS NOT NULL) AND (domain_sealed IS NOT NULL)))),
  constraint correction_check2 CHECK (((scope = ANY (ARRAY['title'::text, 'word'::text, 'category'::text, 'person'::text])) = (lesson_hash IS NOT NULL))),
  constraint correction_check3 CHECK (((lesson_hash IS NULL) = (lesson_sealed IS NULL))),
  constraint correction_event_id_fkey FOREIGN KEY (event_id) REFERENCES event(event_id) ON DELETE CASCADE,
  constraint correction_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(person_id) ON DELETE CASCADE,
  constraint correction_pkey PRIMARY KEY (correction_id),
  constraint correction_scope_check CHECK ((scope = ANY (ARRAY['event'::text, 'series'::text, 'domain'::text, 'title'::text, 'word'::text, 'category'::text, 'person'::text])))
);

CREATE INDEX correction_event ON public.correction USING btree (event_id) WHERE (undone_at IS NULL);

CREATE INDEX correction_lesson ON public.correction USING btree (lesson_hash) WHERE ((lesson_hash IS NOT NULL) AND (undone_at IS NULL));

CREATE INDEX correction_person ON public.correction USING btree (person_id, corrected_at);

alter table correction enable row level security;

alter table correction force row level security;

create policy person_adds on correction as permissive for insert to public
  with check (person_id = (NULLIF(current_setting('app.person_id'::text, true), ''::text))::uuid);

create policy person_changes on correction as permissive for update to public
  using (person_id = (NULLIF(current_setting('app.person_id'::text, true), ''::text))::uuid)
  with check (person_id = (NULLIF(current_setting('app.person_id'::text, true), ''::text))::uuid);

create policy person_reads on correction as permissive for select to public
  using (person_id = (NULLIF(current_setting('app.person_id'::text, true), ''::text))::uuid);

create policy tenant on correction as restrictive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);

create policy worker on correction as permissive for all to public
  using (current_setting('app.actor'::text, true) = 'worker'::text)
  with check (current_setting('app.actor'::text, true) = 'worker'::text);

grant delete, insert, select, update on correction to followthrough_app;

create table domain_entry (
  domain_hash bytea not null,
  kind text not null,
  tenant_id uuid not null default (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid,
  domain_sealed bytea not null,
  added_at timestamp with time zone not null,
  from_directory boolean not null default false,
  constraint domain_entry_kind_check CHECK ((kind = ANY (ARRAY['own'::text, 'customer'::text, 'partner'::text, 'vendor'::text]))),
  constraint domain_entry_pkey PRIMARY KEY (tenant_id, domain_hash, kind)
);

alter table domain_entry enable row level security;

alter table domain_entry force row level security;

create policy admin_keeps on domain_entry as permissive for all to public
  using (current_setting('app.actor'::text, true) = 'admin'::text)
  with check (current_setting('app.actor'::text, true) = 'admin'::text);

create policy person_reads on domain_entry as permissive for select to public
  using (kind = 'own'::text);

create policy tenant on domain_entry as restrictive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);

create policy worker on domain_entry as permissive for all to public
  using (current_setting('app.actor'::text, true) = 'worker'::text)
  with check (current_setting('app.actor'::text, true) = 'worker'::text);

grant delete, insert, select, update on domain_entry to followthrough_app;

create table domain_list (
  kind text not null,
  tenant_id uuid not null default (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid,
  changed_at timestamp with time zone not null,
  former_sealed bytea,
  former_changed_at timestamp with time zone,
  version text not null default ''::text,
  constraint domain_list_kind_check CHECK ((kind = ANY (ARRAY['own'::text, 'customer'::text, 'partner'::text, 'vendor'::text, 'stage'::text]))),
  constraint domain_list_pkey PRIMARY KEY (tenant_id, kind)
);

alter table domain_list enable row level security;

alter table domain_list force row level security;

create policy admin_keeps on domain_list as permissive for all to public
  using (current_setting('app.actor'::text, true) = 'admin'::text)
  with check (current_setting('app.actor'::text, true) = 'admin'::text);

create policy tenant on domain_list as restrictive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);

create policy worker on domain_list as permissive for all to public
  using (current_setting('app.actor'::text, true) = 'worker'::text)
  with check (current_setting('app.actor'::text, true) = 'worker'::text);

grant delete, insert, select, update on domain_list to followthrough_app;

create table domain_stage (
  domain_hash bytea not null,
  tenant_id uuid not null default (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid,
  domain_sealed bytea not null,
  stage text not null,
  since date not null,
  added_at timestamp with time zone not null,
  constraint domain_stage_pkey PRIMARY KEY (tenant_id, domain_hash, since),
  constraint domain_stage_stage_check CHECK ((stage = ANY (ARRAY['prospecting'::text, 'discovery'::text, 'demo'::text, 'proposal'::text, 'negotiation'::text, 'closing'::text, 'follow-up'::text])))
);

alter table domain_stage enable row level security;

alter table domain_stage force row level security;

create policy admin_keeps on domain_stage as permissive for all to public
  using (current_setting('app.actor'::text, true) = 'admin'::text)
  with check (current_setting('app.actor'::text, true) = 'admin'::text);

create policy tenant on domain_stage as restrictive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);

create policy worker on domain_stage as permissive for all to public
  using (current_setting('app.actor'::text, true) = 'worker'::text)
  with check (current_setting('app.actor'::text, true) = 'worker'::text);

grant delete, insert, select, update on domain_stage to followthrough_app;

create table event (
  event_id uuid not null default gen_random_uuid(),
  person_id uuid not null,
  tenant_id uuid not null default (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid,
  graph_id text not null,
  instance_key bytea not null,
  series_key bytea,
  series_master_id text,
  kind text not null,
  created_at timestamp with time zone,
  first_seen_at timestamp with time zone not null,
  booked_at timestamp with time zone not null,
  gone_at timestamp with time zone,
  constraint event_kind_check CHECK ((kind = ANY (ARRAY['singleInstance'::text, 'occurrence'::text, 'exception'::text]))),
  constraint event_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(person_id) ON DELETE CASCADE,
  constraint event_person_id_graph_id_key UNIQUE (person_id, graph_id),
  constraint event_pkey PRIMARY KEY (event_id)
);

CREATE INDEX event_instance ON public.event USING btree (instance_key);

CREATE INDEX event_series ON public.event USING btree (person_id, series_key) WHERE (series_key IS NOT NULL);

alter table event enable row level security;

alter table event force row level security;

create policy person_reads on event as permissive for select to public
  using (person_id = (NULLIF(current_setting('app.person_id'::text, true), ''::text))::uuid);

create policy tenant on event as restrictive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);

create policy worker on event as permissive for all to public
  using (current_setting('app.actor'::text, true) = 'worker'::text)
  with check (current_setting('app.actor'::text, true) = 'worker'::text);

grant delete, insert, select, update on event to followthrough_app;

create table event_version (
  version_id bigint not null generated always as identity,
  event_id uuid not null,
  person_id uuid not null,
  tenant_id uuid not null default (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid,
  valid_from timestamp with time zone not null,
  valid_to timestamp with time zone,
  seen_at timestamp with time zone not null,
  is_backfill boolean not null,
  start_at timestamp with time zone not null,
  end_at timestamp with time zone not null,
  all_day_start date,
  all_day_end date,
  content_sealed bytea not null,
  content_hash bytea not null,
  title_hash bytea not null,
  external_domains bytea[] not null,
  external_addresses bytea[] not null,
  is_organizer boolean not null,
  response text not null,
  show_as text not null,
  sensitivity text not null,
  is_cancelled boolean not null,
  class text not null,
  top_class text not null,
  activity text not null,
  confidence real not null,
  classifier_version text not null,
  correction_id uuid,
  constraint event_version_class_check CHECK ((class = ANY (ARRAY['selling'::text, 'supporting'::text, 'internal'::text, 'ignored'::text, 'unsure'::text]))),
  constraint event_version_correction_id_fkey FOREIGN KEY (correction_id) REFERENCES correction(correction_id) ON DELETE SET NULL,
  constraint event_version_event_id_fkey FOREIGN KEY (event_id) REFERENCES event(event_id) ON DELETE CASCADE,
  constraint event_version_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(person_id) ON DELETE CASCADE,
  constraint event_version_pkey PRIMARY KEY (version_id)
);

CREATE INDEX event_version_correction ON public.event_version USING btree (correction_id) WHERE (correction_id IS NOT NULL);

CREATE UNIQUE INDEX event_version_current ON public.event_version USING btree (event_id) WHERE (valid_to IS NULL);

CREATE INDEX event_version_event ON public.event_version USING btree (event_id, valid_from);

CREATE INDEX event_version_span ON public.event_version USING btree (person_id, start_at, end_at);

alter table event_version enable row level security;

alter table event_version force row level security;

create policy person_reads on event_version as permissive for select to public
  using (person_id = (NULLIF(current_setting('app.person_id'::text, true), ''::text))::uuid);

create policy tenant on event_version as restrictive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);

create policy worker on event_version as permissive for all to public
  using (current_setting('app.actor'::text, true) = 'worker'::text)
  with check (current_setting('app.actor'::text, true) = 'worker'::text);

grant delete, insert, select, update on event_version to followthrough_app;

create table governance_decision (
  decision_id bigint not null generated always as identity,
  tenant_id uuid not null default (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid,
  topic text not null,
  decision jsonb not null,
  decided_at timestamp with time zone not null,
  decided_by uuid,
  constraint governance_decision_pkey PRIMARY KEY (decision_id),
  constraint governance_decision_topic_check CHECK ((topic = ANY (ARRAY['legal_basis'::text, 'impact_assessment'::text, 'union_negotiation'::text, 'retention'::text, 'history'::text, 'contact'::text])))
);

alter table governance_decision enable row level security;

alter table governance_decision force row level security;

create policy admin_inserts on governance_decision as permissive for insert to public
  with check (current_setting('app.actor'::text, true) = 'admin'::text);

create policy admin_selects on governance_decision as permissive for select to public
  using (current_setting('app.actor'::text, true) = 'admin'::text);

create policy person_reads on governance_decision as permissive for select to public
  using (topic = ANY (ARRAY['retention'::text, 'contact'::text]));

create policy tenant on governance_decision as restrictive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);

create policy worker on governance_decision as permissive for all to public
  using (current_setting('app.actor'::text, true) = 'worker'::text)
  with check (current_setting('app.actor'::text, true) = 'worker'::text);

grant insert, select on governance_decision to followthrough_app;

create table graph_notification (
  notification_id bigint not null generated always as identity,
  tenant_id uuid not null default (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid,
  subscription_id text not null,
  kind text not null,
  received_at timestamp with time zone not null,
  constraint graph_notification_pkey PRIMARY KEY (notification_id)
);

alter table graph_notification enable row level security;

alter table graph_notification force row level security;

create policy tenant on graph_notification as restrictive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);

create policy worker on graph_notification as permissive for all to public
  using (current_setting('app.actor'::text, true) = 'worker'::text)
  with check (current_setting('app.actor'::text, true) = 'worker'::text);

grant delete, insert, select, update on graph_notification to followthrough_app;

create table look (
  look_id bigint not null generated always as identity,
  tenant_id uuid not null default (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid,
  person_id uuid not null,
  team_id uuid not null,
  page text not null,
  looked_at timestamp with time zone not null,
  role text,
  name_sealed bytea,
  constraint look_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(person_id) ON DELETE CASCADE,
  constraint look_pkey PRIMARY KEY (look_id),
  constraint look_role_check CHECK ((role = ANY (ARRAY['manager'::text, 'member'::text]))),
  constraint look_team_id_fkey FOREIGN KEY (team_id) REFERENCES team(team_id) ON DELETE CASCADE
);

CREATE INDEX look_team ON public.look USING btree (team_id, looked_at);

alter table look enable row level security;

alter table look force row level security;

create policy person_adds on look as permissive for insert to public
  with check (person_id = (NULLIF(current_setting('app.person_id'::text, true), ''::text))::uuid);

create policy person_changes on look as permissive for update to public
  using (person_id = (NULLIF(current_setting('app.person_id'::text, true), ''::text))::uuid)
  with check (person_id = (NULLIF(current_setting('app.person_id'::text, true), ''::text))::uuid);

create policy person_reads on look as permissive for select to public
  using ((person_id = (NULLIF(current_setting('app.person_id'::text, true), ''::text))::uuid) OR (EXISTS ( SELECT 1
   FROM team_member m
  WHERE ((m.team_id = look.team_id) AND (m.until IS NULL) AND (m.person_id = (NULLIF(current_setting('app.person_id'::text, true), ''::text))::uuid)))));

create policy tenant on look as restrictive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);

create policy worker on look as permissive for all to public
  using (current_setting('app.actor'::text, true) = 'worker'::text)
  with check (current_setting('app.actor'::text, true) = 'worker'::text);

grant insert, select on look to followthrough_app;

create table mailbox (
  person_id uuid not null,
  tenant_id uuid not null default (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid,
  state text not null default 'new'::text,
  delta_link_sealed bytea,
  window_start timestamp with time zone,
  window_end timestamp with time zone,
  history_from timestamp with time zone,
  looked_at timestamp with time zone,
  sync_due_at timestamp with time zone,
  settle_due_at timestamp with time zone,
  retry_count integer not null default 0,
  reconcile_due_at timestamp with time zone,
  narrowing integer not null default 0,
  read_at timestamp with time zone,
  subscribe_after timestamp with time zone,
  subscribe_retries integer not null default 0,
  constraint mailbox_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(person_id) ON DELETE CASCADE,
  constraint mailbox_pkey PRIMARY KEY (person_id),
  constraint mailbox_state_check CHECK ((state = ANY (ARRAY['new'::text, 'ok'::text, 'out_of_scope'::text, 'no_mailbox'::text, 'blocked'::text, 'consent_lost'::text, 'frozen'::text])))
);

CREATE INDEX mailbox_settle_due ON public.mailbox USING btree (settle_due_at) WHERE (settle_due_at IS NOT NULL);

CREATE INDEX mailbox_sync_due ON public.mailbox USING btree (sync_due_at) WHERE (sync_due_at IS NOT NULL);

alter table mailbox enable row level security;

alter table mailbox force row level security;

create policy tenant on mailbox as restrictive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);

create policy worker on mailbox as permissive for all to public
  using (current_setting('app.actor'::text, true) = 'worker'::text)
  with check (current_setting('app.actor'::text, true) = 'worker'::text);

grant delete, insert, select, update on mailbox to followthrough_app;

create table move (
  move_id uuid not null default gen_random_uuid(),
  person_id uuid not null,
  tenant_id uuid not null default (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid,
  event_id uuid not null,
  state text not null,
  baseline_version_id bigint not null,
  first_change_at timestamp with time zone not null,
  last_change_at timestamp with time zone not null,
  gone_evidence text,
  settle_due_at timestamp with time zone,
  open_until timestamp with time zone,
  kind text,
  direction text,
  old_start timestamp with time zone not null,
  old_end timestamp with time zone not null,
  new_start timestamp with time zone,
  new_end timestamp with time zone,
  working_days integer,
  minutes_lost double precision,
  after_start boolean,
  is_planning boolean,
  class text not null,
  activity text not null,
  confidence real not null,
  displaced_by uuid,
  displaced_class text,
  displaced_role text,
  filled_by uuid,
  filled_class text,
  filled_role text,
  mover text,
  mover_evidence text,
  twin_event_id uuid,
  burst_id uuid,
  held_back text,
  not_asked text,
  contested_at timestamp with time zone,
  series_key bytea,
  series_ends_on date,
  series_zone text,
  occurrences integer,
  constraint move_baseline_version_id_fkey FOREIGN KEY (baseline_version_id) REFERENCES event_version(version_id) ON DELETE CASCADE,
  constraint move_displaced_by_fkey FOREIGN KEY (displaced_by) REFERENCES event(event_id) ON DELETE SET NULL,
  constraint move_event_id_fkey FOREIGN KEY (event_id) REFERENCES event(event_id) ON DELETE CASCADE,
  constraint move_filled_by_fkey FOREIGN KEY (filled_by) REFERENCES event(event_id) ON DELETE SET NULL,
  constraint move_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(person_id) ON DELETE CASCADE,
  constraint move_pkey PRIMARY KEY (move_id),
  constraint move_state_check CHECK ((state = ANY (ARRAY['settling'::text, 'open'::text, 'settled'::text, 'void'::text]))),
  constraint move_twin_event_id_fkey FOREIGN KEY (twin_event_id) REFERENCES event(event_id) ON DELETE SET NULL
);

CREATE UNIQUE INDEX move_overbooked ON public.move USING btree (event_id, old_start) WHERE (kind = 'overbooked'::text);

CREATE INDEX move_person ON public.move USING btree (person_id, first_change_at);

CREATE UNIQUE INDEX move_series_settling ON public.move USING btree (person_id, series_key) WHERE ((state = 'settling'::text) AND (series_key IS NOT NULL));

CREATE INDEX move_settle_due ON public.move USING btree (settle_due_at) WHERE (settle_due_at IS NOT NULL);

CREATE UNIQUE INDEX move_settling ON public.move USING btree (event_id) WHERE ((state = 'settling'::text) AND (series_key IS NULL));

alter table move enable row level security;

alter table move force row level security;

create policy person_adds on move as permissive for insert to public
  with check (person_id = (NULLIF(current_setting('app.person_id'::text, true), ''::text))::uuid);

create policy person_changes on move as permissive for update to public
  using (person_id = (NULLIF(current_setting('app.person_id'::text, true), ''::text))::uuid)
  with check (person_id = (NULLIF(current_setting('app.person_id'::text, true), ''::text))::uuid);

create policy person_reads on move as permissive for select to public
  using (person_id = (NULLIF(current_setting('app.person_id'::text, true), ''::text))::uuid);

create policy tenant on move as restrictive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);

create policy worker on move as permissive for all to public
  using (current_setting('app.actor'::text, true) = 'worker'::text)
  with check (current_setting('app.actor'::text, true) = 'worker'::text);

grant delete, insert, select, update on move to followthrough_app;

create table move_occurrence (
  move_id uuid not null,
  event_id uuid not null,
  person_id uuid not null,
  tenant_id uuid not null default (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid,
  baseline_version_id bigint not null,
  constraint move_occurrence_baseline_version_id_fkey FOREIGN KEY (baseline_version_id) REFERENCES event_version(version_id) ON DELETE CASCADE,
  constraint move_occurrence_event_id_fkey FOREIGN KEY (event_id) REFERENCES event(event_id) ON DELETE CASCADE,
  constraint move_occurrence_move_id_fkey FOREIGN KEY (move_id) REFERENCES move(move_id) ON DELETE CASCADE,
  constraint move_occurrence_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(person_id) ON DELETE CASCADE,
  constraint move_occurrence_pkey PRIMARY KEY (move_id, event_id)
);

CREATE INDEX move_occurrence_event ON public.move_occurrence USING btree (event_id);

alter table move_occurrence enable row level security;

alter table move_occurrence force row level security;

create policy person_adds on move_occurrence as permissive for insert to public
  with check (person_id = (NULLIF(current_setting('app.person_id'::text, true), ''::text))::uuid);

create policy person_changes on move_occurrence as permissive for update to public
  using (person_id = (NULLIF(current_setting('app.person_id'::text, true), ''::text))::uuid)
  with check (person_id = (NULLIF(current_setting('app.person_id'::text, true), ''::text))::uuid);

create policy person_reads on move_occurrence as permissive for select to public
  using (person_id = (NULLIF(current_setting('app.person_id'::text, true), ''::text))::uuid);

create policy tenant on move_occurrence as restrictive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);

create policy worker on move_occurrence as permissive for all to public
  using (current_setting('app.actor'::text, true) = 'worker'::text)
  with check (current_setting('app.actor'::text, true) = 'worker'::text);

grant delete, insert, select, update on move_occurrence to followthrough_app;

create table notice (
  person_id uuid not null,
  tenant_id uuid not null default (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid,
  told_at timestamp with time zone not null,
  reading_from timestamp with time zone not null,
  acknowledged_at timestamp with time zone,
  objected_at timestamp with time zone,
  constraint notice_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(person_id) ON DELETE CASCADE,
  constraint notice_pkey PRIMARY KEY (person_id)
);

alter table notice enable row level security;

alter table notice force row level security;

create policy person_adds on notice as permissive for insert to public
  with check (person_id = (NULLIF(current_setting('app.person_id'::text, true), ''::text))::uuid);

create policy person_changes on notice as permissive for update to public
  using (person_id = (NULLIF(current_setting('app.person_id'::text, true), ''::text))::uuid)
  with check (person_id = (NULLIF(current_setting('app.person_id'::text, true), ''::text))::uuid);

create policy person_reads on notice as permissive for select to public
  using (person_id = (NULLIF(current_setting('app.person_id'::text, true), ''::text))::uuid);

create policy tenant on notice as restrictive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);

create policy worker on notice as permissive for all to public
  using (current_setting('app.actor'::text, true) = 'worker'::text)
  with check (current_setting('app.actor'::text, true) = 'worker'::text);

grant delete, insert, select, update on notice to followthrough_app;

create table outlook_client (
  tenant_id uuid not null default (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid,
  client text not null,
  pane_on date not null,
  events_on date,
  constraint outlook_client_pkey PRIMARY KEY (tenant_id, client)
);

alter table outlook_client enable row level security;

alter table outlook_client force row level security;

create policy tenant on outlook_client as restrictive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);

create policy worker on outlook_client as permissive for all to public
  using (current_setting('app.actor'::text, true) = 'worker'::text)
  with check (current_setting('app.actor'::text, true) = 'worker'::text);

grant delete, insert, select, update on outlook_client to followthrough_app;

create table pane_answer (
  event_id uuid not null,
  person_id uuid not null,
  tenant_id uuid not null default (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid,
  first_code text not null,
  code text not null,
  answered_at timestamp with time zone not null,
  changed_at timestamp with time zone not null,
  constraint pane_answer_event_id_fkey FOREIGN KEY (event_id) REFERENCES event(event_id) ON DELETE CASCADE,
  constraint pane_answer_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(person_id) ON DELETE CASCADE,
  constraint pane_answer_pkey PRIMARY KEY (event_id)
);

CREATE INDEX pane_answer_person ON public.pane_answer USING btree (person_id);

alter table pane_answer enable row level security;

alter table pane_answer force row level security;

create policy person_adds on pane_answer as permissive for insert to public
  with check (person_id = (NULLIF(current_setting('app.person_id'::text, true), ''::text))::uuid);

create policy person_changes on pane_answer as permissive for update to public
  using (person_id = (NULLIF(current_setting('app.person_id'::text, true), ''::text))::uuid)
  with check (person_id = (NULLIF(current_setting('app.person_id'::text, true), ''::text))::uuid);

create policy person_reads on pane_answer as permissive for select to public
  using (person_id = (NULLIF(current_setting('app.person_id'::text, true), ''::text))::uuid);

create policy tenant on pane_answer as restrictive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);

create policy worker on pane_answer as permissive for all to public
  using (current_setting('app.actor'::text, true) = 'worker'::text)
  with check (current_setting('app.actor'::text, true) = 'worker'::text);

grant delete, insert, select, update on pane_answer to followthrough_app;

create table person (
  person_id uuid not null default gen_random_uuid(),
  tenant_id uuid not null default (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid,
  entra_id uuid not null,
  name_sealed bytea not null,
  address_sealed bytea not null,
  address_hash bytea not null,
  other_addresses_sealed bytea not null,
  language text not null,
  time_zone text not null,
  country text not null,
  working_hours jsonb not null,
  working_hours_override jsonb,
  manager_id uuid,
  is_rep boolean not null default false,
  is_admin boolean not null default false,
  left_at timestamp with time zone,
  paused_until timestamp with time zone,
  quiet_hours jsonb,
  plan_due_at timestamp with time zone,
  resort_due_at timestamp with time zone,
  resort_all boolean not null default false,
  resort_taught boolean not null default false,
  wants_note boolean not null default false,
  note_due_at timestamp with time zone,
  constraint person_language_check CHECK ((language = ANY (ARRAY['sv'::text, 'en'::text]))),
  constraint person_manager_id_fkey FOREIGN KEY (manager_id) REFERENCES person(person_id),
  constraint person_pkey PRIMARY KEY (person_id),
  constraint person_tenant_id_entra_id_key UNIQUE (tenant_id, entra_id)
);

CREATE INDEX person_address ON public.person USING btree (address_hash);

CREATE INDEX person_note_due ON public.person USING btree (note_due_at) WHERE (note_due_at IS NOT NULL);

CREATE INDEX person_plan_due ON public.person USING btree (plan_due_at) WHERE (plan_due_at IS NOT NULL);

CREATE INDEX person_resort_due ON public.person USING btree (resort_due_at) WHERE (resort_due_at IS NOT NULL);

alter table person enable row level security;

alter table person force row level security;

create policy person_adds on person as permissive for insert to public
  with check (person_id = (NULLIF(current_setting('app.person_id'::text, true), ''::text))::uuid);

create policy person_changes on person as permissive for update to public
  using (person_id = (NULLIF(current_setting('app.person_id'::text, true), ''::text))::uuid)
  with check (person_id = (NULLIF(current_setting('app.person_id'::text, true), ''::text))::uuid);

create policy person_reads on person as permissive for select to public
  using (person_id = (NULLIF(current_setting('app.person_id'::text, true), ''::text))::uuid);

create policy tenant on person as restrictive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);

create policy worker on person as permissive for all to public
  using (current_setting('app.actor'::text, true) = 'worker'::text)
  with check (current_setting('app.actor'::text, true) = 'worker'::text);

grant delete, insert, select, update on person to followthrough_app;

create table person_week (
  person_id uuid not null,
  week text not null,
  tenant_id uuid not null default (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid,
  selling double precision not null,
  unsure double precision not null,
  supporting double precision not null,
  internal double precision not null,
  by_activity jsonb not null,
  overtime jsonb not null,
  scheduled double precision not null,
  available double precision not null,
  normal double precision not null,
  absence double precision not null,
  is_valid boolean not null,
  is_backfill boolean not null,
  classifier_version text not null,
  computed_at timestamp with time zone not null,
  constraint person_week_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(person_id) ON DELETE CASCADE,
  constraint person_week_pkey PRIMARY KEY (person_id, week)
);

CREATE INDEX person_week_week ON public.person_week USING btree (week);

alter table person_week enable row level security;

alter table person_week force row level security;

create policy person_reads on person_week as permissive for select to public
  using (person_id = (NULLIF(current_setting('app.person_id'::text, true), ''::text))::uuid);

create policy tenant on person_week as restrictive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);

create policy worker on person_week as permissive for all to public
  using (current_setting('app.actor'::text, true) = 'worker'::text)
  with check (current_setting('app.actor'::text, true) = 'worker'::text);

grant delete, insert, select, update on person_week to followthrough_app;

create table precision_week (
  tenant_id uuid not null default (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid,
  week text not null,
  estimated_at timestamp with time zone not null,
  classifier_version text not null,
  "precision" jsonb not null,
  constraint precision_week_pkey PRIMARY KEY (tenant_id, week)
);

alter table precision_week enable row level security;

alter table precision_week force row level security;

create policy person_reads on precision_week as permissive for select to public
  using true;

create policy tenant on precision_week as restrictive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);

create policy worker on precision_week as permissive for all to public
  using (current_setting('app.actor'::text, true) = 'worker'::text)
  with check (current_setting('app.actor'::text, true) = 'worker'::text);

grant delete, insert, select, update on precision_week to followthrough_app;

create table prompt (
  prompt_id uuid not null default gen_random_uuid(),
  person_id uuid not null,
  tenant_id uuid not null default (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid,
  move_id uuid not null,
  state text not null,
  planned_at timestamp with time zone not null,
  due_at timestamp with time zone,
  lapse_at timestamp with time zone not null,
  close_due_at timestamp with time zone,
  refresh_due_at timestamp with time zone,
  sending_since timestamp with time zone,
  sent_at timestamp with time zone,
  asked_on date,
  activity_id text,
  conversation_id text,
  reason_order jsonb not null,
  eligible_count integer not null,
  attempts integer not null default 0,
  gone_reason text,
  withdrawn_at timestamp with time zone,
  withdrawn_as text,
  is_closed boolean not null default false,
  rejudge_due_at timestamp with time zone,
  own_weeks jsonb,
  constraint prompt_move_id_fkey FOREIGN KEY (move_id) REFERENCES move(move_id) ON DELETE CASCADE,
  constraint prompt_move_id_key UNIQUE (move_id),
  constraint prompt_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(person_id) ON DELETE CASCADE,
  constraint prompt_pkey PRIMARY KEY (prompt_id),
  constraint prompt_state_check CHECK ((state = ANY (ARRAY['due'::text, 'sending'::text, 'sent'::text, 'unknown'::text, 'gone'::text, 'lapsed'::text, 'not_asked'::text, 'answered'::text, 'withdrawn'::text])))
);

CREATE INDEX prompt_close_due ON public.prompt USING btree (close_due_at) WHERE (close_due_at IS NOT NULL);

CREATE INDEX prompt_due ON public.prompt USING btree (due_at) WHERE (due_at IS NOT NULL);

CREATE INDEX prompt_person ON public.prompt USING btree (person_id, sent_at);

CREATE INDEX prompt_refresh_due ON public.prompt USING btree (refresh_due_at) WHERE (refresh_due_at IS NOT NULL);

CREATE INDEX prompt_rejudge_due ON public.prompt USING btree (rejudge_due_at) WHERE (rejudge_due_at IS NOT NULL);

alter table prompt enable row level security;

alter table prompt force row level security;

create policy person_adds on prompt as permissive for insert to public
  with check (person_id = (NULLIF(current_setting('app.person_id'::text, true), ''::text))::uuid);

create policy person_changes on prompt as permissive for update to public
  using (person_id = (NULLIF(current_setting('app.person_id'::text, true), ''::text))::uuid)
  with check (person_id = (NULLIF(current_setting('app.person_id'::text, true), ''::text))::uuid);

create policy person_reads on prompt as permissive for select to public
  using (person_id = (NULLIF(current_setting('app.person_id'::text, true), ''::text))::uuid);

create policy tenant on prompt as restrictive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);

create policy worker on prompt as permissive for all to public
  using (current_setting('app.actor'::text, true) = 'worker'::text)
  with check (current_setting('app.actor'::text, true) = 'worker'::text);

grant delete, insert, select, update on prompt to followthrough_app;

create table reach (
  person_id uuid not null,
  tenant_id uuid not null default (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid,
  due_at timestamp with time zone,
  next_at timestamp with time zone not null,
  tries integer not null default 0,
  failure text,
  constraint reach_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(person_id) ON DELETE CASCADE,
  constraint reach_pkey PRIMARY KEY (person_id)
);

CREATE INDEX reach_due ON public.reach USING btree (due_at) WHERE (due_at IS NOT NULL);

alter table reach enable row level security;

alter table reach force row level security;

create policy tenant on reach as restrictive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);

create policy worker on reach as permissive for all to public
  using (current_setting('app.actor'::text, true) = 'worker'::text)
  with check (current_setting('app.actor'::text, true) = 'worker'::text);

grant delete, insert, select, update on reach to followthrough_app;

create table sample_draw (
  person_id uuid not null,
  asked_week text not null,
  "position" integer not null,
  tenant_id uuid not null default (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid,
  event_id uuid not null,
  asked_at timestamp with time zone not null,
  asked_class text not null,
  confidence real not null,
  classifier_version text not null,
  minutes double precision not null,
  population integer not null,
  drawn integer not null,
  answered_at timestamp with time zone,
  said_class text,
  correction_id uuid,
  seconds real not null default 0,
  constraint sample_draw_check CHECK (((answered_at IS NULL) = (said_class IS NULL))),
  constraint sample_draw_check1 CHECK (((drawn >= 1) AND (drawn <= population))),
  constraint sample_draw_correction_id_fkey FOREIGN KEY (correction_id) REFERENCES correction(correction_id) ON DELETE SET NULL,
  constraint sample_draw_event_id_fkey FOREIGN KEY (event_id) REFERENCES event(event_id) ON DELETE CASCADE,
  constraint sample_draw_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(person_id) ON DELETE CASCADE,
  constraint sample_draw_pkey PRIMARY KEY (person_id, asked_week, "position")
);

CREATE INDEX sample_draw_correction ON public.sample_draw USING btree (correction_id) WHERE (correction_id IS NOT NULL);

CREATE UNIQUE INDEX sample_draw_event ON public.sample_draw USING btree (event_id, asked_week);

alter table sample_draw enable row level security;

alter table sample_draw force row level security;

create policy person_adds on sample_draw as permissive for insert to public
  with check (person_id = (NULLIF(current_setting('app.person_id'::text, true), ''::text))::uuid);

create policy person_changes on sample_draw as permissive for update to public
  using (person_id = (NULLIF(current_setting('app.person_id'::text, true), ''::text))::uuid)
  with check (person_id = (NULLIF(current_setting('app.person_id'::text, true), ''::text))::uuid);

create policy person_reads on sample_draw as permissive for select to public
  using (person_id = (NULLIF(current_setting('app.person_id'::text, true), ''::text))::uuid);

create policy tenant on sample_draw as restrictive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);

create policy worker on sample_draw as permissive for all to public
  using (current_setting('app.actor'::text, true) = 'worker'::text)
  with check (current_setting('app.actor'::text, true) = 'worker'::text);

grant delete, insert, select, update on sample_draw to followthrough_app;

create table series_invite (
  series_key bytea not null,
  person_id uuid not null,
  tenant_id uuid not null default (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid,
  first_seen_at timestamp with time zone not null,
  last_start_at timestamp with time zone not null,
  constraint series_invite_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(person_id) ON DELETE CASCADE,
  constraint series_invite_pkey PRIMARY KEY (series_key, person_id)
);

alter table series_invite enable row level security;

alter table series_invite force row level security;

create policy tenant on series_invite as restrictive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);

create policy worker on series_invite as permissive for all to public
  using (current_setting('app.actor'::text, true) = 'worker'::text)
  with check (current_setting('app.actor'::text, true) = 'worker'::text);

grant delete, insert, select, update on series_invite to followthrough_app;

create table setting (
  tenant_id uuid not null default (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid,
  key text not null,
  value jsonb not null,
  changed_at timestamp with time zone not null,
  constraint setting_pkey PRIMARY KEY (tenant_id, key)
);

alter table setting enable row level security;

alter table setting force row level security;

create policy admin_inserts on setting as permissive for insert to public
  with check (current_setting('app.actor'::text, true) = 'admin'::text);

create policy admin_updates on setting as permissive for update to public
  using (current_setting('app.actor'::text, true) = 'admin'::text)
  with check (current_setting('app.actor'::text, true) = 'admin'::text);

create policy person_reads on setting as permissive for select to public
  using true;

create policy tenant on setting as restrictive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);

create policy worker on setting as permissive for all to public
  using (current_setting('app.actor'::text, true) = 'worker'::text)
  with check (current_setting('app.actor'::text, true) = 'worker'::text);

grant delete, insert, select, update on setting to followthrough_app;

create table subscription (
  subscription_id text not null,
  person_id uuid not null,
  tenant_id uuid not null default (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid,
  client_state_hash bytea not null,
  expires_at timestamp with time zone not null,
  renew_at timestamp with time zone not null,
  unannounced integer not null default 0,
  silent_since timestamp with time zone,
  constraint subscription_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(person_id) ON DELETE CASCADE,
  constraint subscription_pkey PRIMARY KEY (subscription_id)
);

CREATE INDEX subscription_person ON public.subscription USING btree (person_id);

alter table subscription enable row level security;

alter table subscription force row level security;

create policy tenant on subscription as restrictive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);

create policy worker on subscription as permissive for all to public
  using (current_setting('app.actor'::text, true) = 'worker'::text)
  with check (current_setting('app.actor'::text, true) = 'worker'::text);

grant delete, insert, select, update on subscription to followthrough_app;

create table team (
  team_id uuid not null default gen_random_uuid(),
  tenant_id uuid not null default (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid,
  name text not null,
  parent_id uuid,
  source_kind text not null,
  source_id uuid,
  reps integer not null default 0,
  reading_since timestamp with time zone,
  constraint team_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES team(team_id),
  constraint team_pkey PRIMARY KEY (team_id),
  constraint team_source_kind_check CHECK ((source_kind = ANY (ARRAY['manager'::text, 'group'::text, 'children'::text]))),
  constraint team_tenant_id_name_key UNIQUE (tenant_id, name)
);

alter table team enable row level security;

alter table team force row level security;

create policy admin_deletes on team as permissive for delete to public
  using (current_setting('app.actor'::text, true) = 'admin'::text);

create policy admin_inserts on team as permissive for insert to public
  with check (current_setting('app.actor'::text, true) = 'admin'::text);

create policy admin_selects on team as permissive for select to public
  using (current_setting('app.actor'::text, true) = 'admin'::text);

create policy person_reads on team as permissive for select to public
  using ((EXISTS ( SELECT 1
   FROM team_manager m
  WHERE ((m.team_id = team.team_id) AND (m.person_id = (NULLIF(current_setting('app.person_id'::text, true), ''::text))::uuid)))) OR (EXISTS ( SELECT 1
   FROM team_member m
  WHERE ((m.team_id = team.team_id) AND (m.until IS NULL) AND (m.person_id = (NULLIF(current_setting('app.person_id'::text, true), ''::text))::uuid)))));

create policy tenant on team as restrictive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);

create policy worker on team as permissive for all to public
  using (current_setting('app.actor'::text, true) = 'worker'::text)
  with check (current_setting('app.actor'::text, true) = 'worker'::text);

grant delete, insert, select, update on team to followthrough_app;

create table team_manager (
  team_id uuid not null,
  person_id uuid not null,
  tenant_id uuid not null default (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid,
  constraint team_manager_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(person_id) ON DELETE CASCADE,
  constraint team_manager_pkey PRIMARY KEY (team_id, person_id),
  constraint team_manager_team_id_fkey FOREIGN KEY (team_id) REFERENCES team(team_id) ON DELETE CASCADE
);

CREATE INDEX team_manager_person ON public.team_manager USING btree (person_id);

alter table team_manager enable row level security;

alter table team_manager force row level security;

create policy person_reads on team_manager as permissive for select to public
  using (person_id = (NULLIF(current_setting('app.person_id'::text, true), ''::text))::uuid);

create policy tenant on team_manager as restrictive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);

create policy worker on team_manager as permissive for all to public
  using (current_setting('app.actor'::text, true) = 'worker'::text)
  with check (current_setting('app.actor'::text, true) = 'worker'::text);

grant delete, insert, select, update on team_manager to followthrough_app;

create table team_member (
  team_id uuid not null,
  person_id uuid not null,
  tenant_id uuid not null default (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid,
  since date not null,
  until date,
  constraint team_member_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(person_id) ON DELETE CASCADE,
  constraint team_member_pkey PRIMARY KEY (team_id, person_id, since),
  constraint team_member_team_id_fkey FOREIGN KEY (team_id) REFERENCES team(team_id) ON DELETE CASCADE
);

CREATE INDEX team_member_person ON public.team_member USING btree (person_id);

alter table team_member enable row level security;

alter table team_member force row level security;

create policy person_reads on team_member as permissive for select to public
  using (person_id = (NULLIF(current_setting('app.person_id'::text, true), ''::text))::uuid);

create policy tenant on team_member as restrictive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);

create policy worker on team_member as permissive for all to public
  using (current_setting('app.actor'::text, true) = 'worker'::text)
  with check (current_setting('app.actor'::text, true) = 'worker'::text);

grant delete, insert, select, update on team_member to followthrough_app;

create table team_week (
  team_id uuid not null,
  week text not null,
  issue integer not null default 1,
  tenant_id uuid not null default (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid,
  status text not null,
  reason text,
  reps integer,
  selling double precision,
  unsure double precision,
  supporting double precision,
  internal double precision,
  scheduled double precision,
  available double precision,
  kinds jsonb,
  plan jsonb,
  is_backfill boolean not null,
  classifier_version text not null,
  published_at timestamp with time zone not null,
  burden jsonb,
  lists_version text not null default ''::text,
  constraint team_week_check CHECK (((status = 'published'::text) = (reason IS NULL))),
  constraint team_week_check1 CHECK (((status = 'published'::text) = (selling IS NOT NULL))),
  constraint team_week_pkey PRIMARY KEY (team_id, week, issue),
  constraint team_week_status_check CHECK ((status = ANY (ARRAY['published'::text, 'withheld'::text]))),
  constraint team_week_team_id_fkey FOREIGN KEY (team_id) REFERENCES team(team_id) ON DELETE CASCADE
);

alter table team_week enable row level security;

alter table team_week force row level security;

create policy person_reads on team_week as permissive for select to public
  using ((EXISTS ( SELECT 1
   FROM team_manager m
  WHERE ((m.team_id = team_week.team_id) AND (m.person_id = (NULLIF(current_setting('app.person_id'::text, true), ''::text))::uuid)))) OR (EXISTS ( SELECT 1
   FROM team_member m
  WHERE ((m.team_id = team_week.team_id) AND (m.until IS NULL) AND (m.person_id = (NULLIF(current_setting('app.person_id'::text, true), ''::text))::uuid)))));

create policy tenant on team_week as restrictive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);

create policy worker on team_week as permissive for all to public
  using (current_setting('app.actor'::text, true) = 'worker'::text)
  with check (current_setting('app.actor'::text, true) = 'worker'::text);

grant delete, insert, select, update on team_week to followthrough_app;

create table team_week_member (
  team_id uuid not null,
  week text not null,
  issue integer not null default 1,
  person_id uuid not null,
  tenant_id uuid not null default (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid,
  constraint team_week_member_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(person_id) ON DELETE CASCADE,
  constraint team_week_member_pkey PRIMARY KEY (team_id, week, issue, person_id),
  constraint team_week_member_team_id_fkey FOREIGN KEY (team_id) REFERENCES team(team_id) ON DELETE CASCADE
);

alter table team_week_member enable row level security;

alter table team_week_member force row level security;

create policy tenant on team_week_member as restrictive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);

create policy worker on team_week_member as permissive for all to public
  using (current_setting('app.actor'::text, true) = 'worker'::text)
  with check (current_setting('app.actor'::text, true) = 'worker'::text);

grant delete, insert, select, update on team_week_member to followthrough_app;

create table timer (
  tenant_id uuid not null default (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid,
  job text not null,
  due_at timestamp with time zone not null,
  constraint timer_pkey PRIMARY KEY (tenant_id, job)
);

alter table timer enable row level security;

alter table timer force row level security;

create policy admin_inserts on timer as permissive for insert to public
  with check (current_setting('app.actor'::text, true) = 'admin'::text);

create policy admin_selects on timer as permissive for select to public
  using (current_setting('app.actor'::text, true) = 'admin'::text);

create policy admin_updates on timer as permissive for update to public
  using (current_setting('app.actor'::text, true) = 'admin'::text)
  with check (current_setting('app.actor'::text, true) = 'admin'::text);

create policy tenant on timer as restrictive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);

create policy worker on timer as permissive for all to public
  using (current_setting('app.actor'::text, true) = 'worker'::text)
  with check (current_setting('app.actor'::text, true) = 'worker'::text);

grant delete, insert, select, update on timer to followthrough_app;

create table weekly_note (
  note_id uuid not null default gen_random_uuid(),
  person_id uuid not null,
  tenant_id uuid not null default (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid,
  week text not null,
  state text not null,
  planned_at timestamp with time zone not null,
  lapse_at timestamp with time zone not null,
  due_at timestamp with time zone,
  close_due_at timestamp with time zone,
  sending_since timestamp with time zone,
  sent_at timestamp with time zone,
  activity_id text,
  conversation_id text,
  attempts integer not null default 0,
  gone_reason text,
  constraint weekly_note_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(person_id) ON DELETE CASCADE,
  constraint weekly_note_person_id_week_key UNIQUE (person_id, week),
  constraint weekly_note_pkey PRIMARY KEY (note_id),
  constraint weekly_note_state_check CHECK ((state = ANY (ARRAY['due'::text, 'sending'::text, 'sent'::text, 'unknown'::text, 'gone'::text, 'not_sent'::text])))
);

CREATE INDEX weekly_note_close_due ON public.weekly_note USING btree (close_due_at) WHERE (close_due_at IS NOT NULL);

CREATE INDEX weekly_note_due ON public.weekly_note USING btree (due_at) WHERE (due_at IS NOT NULL);

alter table weekly_note enable row level security;

alter table weekly_note force row level security;

create policy person_reads on weekly_note as permissive for select to public
  using (person_id = (NULLIF(current_setting('app.person_id'::text, true), ''::text))::uuid);

create policy tenant on weekly_note as restrictive for all to public
  using (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)
  with check (tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid);

create policy worker on weekly_note as permissive for all to public
  using (current_setting('app.actor'::text, true) = 'worker'::text)
  with check (current_setting('app.actor'::text, true) = 'worker'::text);

grant delete, insert, select, update on weekly_note to followthrough_app;
