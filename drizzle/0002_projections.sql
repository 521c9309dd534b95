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