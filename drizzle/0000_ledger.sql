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
	"recorded_at" text collate "C" GENERATED ALWAYS AS ((entry::json #>> '{recordedAt}')) STORED NOT NULL,
	"person" text collate "C" GENERATED ALWAYS AS ((entry::json #>> '{actor,person}')) STORED NOT NULL,
	"role" text collate "C" GENERATED ALWAYS AS ((entry::json #>> '{actor,role}')) STORED NOT NULL,
	"unit" text collate "C" GENERATED ALWAYS AS (nullif(regexp_replace(entry::json ->> 'stream', '^(?:report/(.+)/[^/]+|jurisdiction/(.+)|.*)$', '\1\2'), '')) STORED,
	"cycle" text collate "C" GENERATED ALWAYS AS (nullif(regexp_replace(entry::json ->> 'stream', '^(?:(?:report/.+|cycle)/([^/]+)|.*)$', '\1'), '')) STORED,
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
CREATE INDEX "ledger_entry_cycle" ON "ledger_entry" USING btree ("cycle","position");--> statement-breakpoint
CREATE INDEX "ledger_entry_type" ON "ledger_entry" USING btree ("type","position");--> statement-breakpoint
CREATE INDEX "ledger_entry_person" ON "ledger_entry" USING btree ("person","position");--> statement-breakpoint
CREATE INDEX "ledger_entry_recorded_at" ON "ledger_entry" USING btree ("recorded_at","position");