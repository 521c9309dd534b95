CREATE TABLE "ledger_command" (
	"actor" text collate "C" NOT NULL,
	"command_id" text collate "C" NOT NULL,
	"input_digest" text NOT NULL,
	"first_position" bigint NOT NULL,
	"last_position" bigint NOT NULL,
	"items" jsonb,
	CONSTRAINT "ledger_command_actor_command_id_pk" PRIMARY KEY("actor","command_id")
);
--> statement-breakpoint
CREATE TABLE "ledger_content" (
	"digest" text PRIMARY KEY NOT NULL,
	"content" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ledger_entry" (
	"position" bigint PRIMARY KEY NOT NULL,
	"entry" text NOT NULL,
	"leaf_hash" text NOT NULL,
	"stream" text collate "C" GENERATED ALWAYS AS ((entry::json #>> '{stream}')) STORED NOT NULL,
	"stream_position" bigint GENERATED ALWAYS AS ((entry::json #>> '{streamPosition}')::bigint) STORED NOT NULL,
	"type" text collate "C" GENERATED ALWAYS AS ((entry::json #>> '{type}')) STORED NOT NULL,
	"version" integer GENERATED ALWAYS AS ((entry::json ->> 'version')::integer) STORED NOT NULL,
	"recorded_at" text collate "C" GENERATED ALWAYS AS ((entry::json #>> '{recordedAt}')) STORED NOT NULL,
	"person" text collate "C" GENERATED ALWAYS AS ((entry::json #>> '{actor,person}')) STORED NOT NULL,
	"role" text collate "C" GENERATED ALWAYS AS ((entry::json #>> '{actor,role}')) STORED NOT NULL,
	"organization" text collate "C" GENERATED ALWAYS AS ((entry::json #>> '{actor,organization}')) STORED,
	"grant_position" bigint GENERATED ALWAYS AS ((entry::json #>> '{actor,grant}')::bigint) STORED,
	"command" text collate "C" GENERATED ALWAYS AS ((entry::json #>> '{command}')) STORED NOT NULL,
	"unit" text collate "C" GENERATED ALWAYS AS (coalesce(
    substring(entry::json ->> 'stream' from '^report/(.+)/[^/]+$'),
    substring(entry::json ->> 'stream' from '^jurisdiction/(.+)$'))) STORED,
	"cycle" text collate "C" GENERATED ALWAYS AS (substring(entry::json ->> 'stream' from '^(?:report/.+|cycle)/([^/]+)$')) STORED,
	"indicator" text collate "C" GENERATED ALWAYS AS ((entry::json #>> '{data,indicator}')) STORED,
	CONSTRAINT "ledger_entry_stream" UNIQUE("stream","stream_position"),
	CONSTRAINT "ledger_entry_says_its_position" CHECK ((entry::jsonb ->> 'position')::bigint = position),
	CONSTRAINT "ledger_entry_fits_a_tile" CHECK (octet_length(entry) <= 65535)
);
--> statement-breakpoint
CREATE TABLE "ledger_head" (
	"singleton" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"position" bigint NOT NULL,
	"recorded_at" text collate "C",
	"generation" integer NOT NULL,
	CONSTRAINT "ledger_head_is_one_row" CHECK (singleton)
);
--> statement-breakpoint
CREATE TABLE "cycle" (
	"key" text collate "C" NOT NULL,
	"from_position" bigint NOT NULL,
	"to_position" bigint NOT NULL,
	"body" jsonb NOT NULL,
	"instrument" text collate "C" GENERATED ALWAYS AS ((body ->> 'instrument')) STORED,
	"cycle_year" integer GENERATED ALWAYS AS ((body ->> 'cycleYear')::integer) STORED,
	CONSTRAINT "cycle_key_from_position_pk" PRIMARY KEY("key","from_position")
);
--> statement-breakpoint
CREATE TABLE "instrument_edition" (
	"key" text collate "C" NOT NULL,
	"from_position" bigint NOT NULL,
	"to_position" bigint NOT NULL,
	"body" jsonb NOT NULL,
	"instrument" text collate "C" GENERATED ALWAYS AS ((body ->> 'instrument')) STORED,
	CONSTRAINT "instrument_edition_key_from_position_pk" PRIMARY KEY("key","from_position")
);
--> statement-breakpoint
CREATE TABLE "jurisdiction" (
	"key" text collate "C" NOT NULL,
	"from_position" bigint NOT NULL,
	"to_position" bigint NOT NULL,
	"body" jsonb NOT NULL,
	"kind" text collate "C" GENERATED ALWAYS AS ((body ->> 'kind')) STORED,
	CONSTRAINT "jurisdiction_key_from_position_pk" PRIMARY KEY("key","from_position")
);
--> statement-breakpoint
CREATE TABLE "organization" (
	"key" text collate "C" NOT NULL,
	"from_position" bigint NOT NULL,
	"to_position" bigint NOT NULL,
	"body" jsonb NOT NULL,
	"jurisdiction" text collate "C" GENERATED ALWAYS AS ((body ->> 'jurisdiction')) STORED,
	CONSTRAINT "organization_key_from_position_pk" PRIMARY KEY("key","from_position")
);
--> statement-breakpoint
CREATE TABLE "person" (
	"key" text collate "C" NOT NULL,
	"from_position" bigint NOT NULL,
	"to_position" bigint NOT NULL,
	"body" jsonb NOT NULL,
	CONSTRAINT "person_key_from_position_pk" PRIMARY KEY("key","from_position")
);
--> statement-breakpoint
CREATE TABLE "report" (
	"key" text collate "C" NOT NULL,
	"from_position" bigint NOT NULL,
	"to_position" bigint NOT NULL,
	"body" jsonb NOT NULL,
	"unit" text collate "C" GENERATED ALWAYS AS ((body ->> 'unit')) STORED,
	"cycle" text collate "C" GENERATED ALWAYS AS ((body ->> 'cycle')) STORED,
	"instrument" text collate "C" GENERATED ALWAYS AS ((body ->> 'instrument')) STORED,
	"stage" text collate "C" GENERATED ALWAYS AS ((body ->> 'stage')) STORED,
	"opened_at" text collate "C" GENERATED ALWAYS AS ((body ->> 'openedAt')) STORED,
	"final_total" text collate "C" GENERATED ALWAYS AS ((body #>> '{final,total}')) STORED,
	CONSTRAINT "report_key_from_position_pk" PRIMARY KEY("key","from_position")
);
--> statement-breakpoint
CREATE TABLE "response" (
	"key" text collate "C" NOT NULL,
	"from_position" bigint NOT NULL,
	"to_position" bigint NOT NULL,
	"body" jsonb NOT NULL,
	"report" text collate "C" GENERATED ALWAYS AS ((body ->> 'report')) STORED,
	CONSTRAINT "response_key_from_position_pk" PRIMARY KEY("key","from_position")
);
--> statement-breakpoint
CREATE INDEX "ledger_entry_unit" ON "ledger_entry" USING btree ("unit","position");--> statement-breakpoint
CREATE INDEX "ledger_entry_cycle" ON "ledger_entry" USING btree ("cycle","position");--> statement-breakpoint
CREATE INDEX "ledger_entry_type" ON "ledger_entry" USING btree ("type","position");--> statement-breakpoint
CREATE INDEX "ledger_entry_person" ON "ledger_entry" USING btree ("person","position");--> statement-breakpoint
CREATE INDEX "ledger_entry_recorded_at" ON "ledger_entry" USING btree ("recorded_at","position");--> statement-breakpoint
CREATE UNIQUE INDEX "cycle_open" ON "cycle" USING btree ("key") WHERE to_position = 9223372036854775807;--> statement-breakpoint
CREATE INDEX "cycle_instrument_year" ON "cycle" USING btree ("instrument","cycle_year","to_position");--> statement-breakpoint
CREATE UNIQUE INDEX "instrument_edition_open" ON "instrument_edition" USING btree ("key") WHERE to_position = 9223372036854775807;--> statement-breakpoint
CREATE INDEX "instrument_edition_instrument" ON "instrument_edition" USING btree ("instrument","to_position");--> statement-breakpoint
CREATE UNIQUE INDEX "jurisdiction_open" ON "jurisdiction" USING btree ("key") WHERE to_position = 9223372036854775807;--> statement-breakpoint
CREATE UNIQUE INDEX "organization_open" ON "organization" USING btree ("key") WHERE to_position = 9223372036854775807;--> statement-breakpoint
CREATE INDEX "organization_jurisdiction" ON "organization" USING btree ("jurisdiction","to_position");--> statement-breakpoint
CREATE UNIQUE INDEX "person_open" ON "person" USING btree ("key") WHERE to_position = 9223372036854775807;--> statement-breakpoint
CREATE UNIQUE INDEX "report_open" ON "report" USING btree ("key") WHERE to_position = 9223372036854775807;--> statement-breakpoint
CREATE INDEX "report_cycle" ON "report" USING btree ("cycle","to_position");--> statement-breakpoint
CREATE INDEX "report_unit" ON "report" USING btree ("unit","to_position");--> statement-breakpoint
CREATE UNIQUE INDEX "response_open" ON "response" USING btree ("key") WHERE to_position = 9223372036854775807;--> statement-breakpoint
CREATE INDEX "response_report" ON "response" USING btree ("report","to_position");