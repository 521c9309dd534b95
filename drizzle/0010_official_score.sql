CREATE TABLE "official_score" (
	"key" text collate "C" NOT NULL,
	"from_position" bigint NOT NULL,
	"to_position" bigint NOT NULL,
	"body" jsonb NOT NULL,
	"unit" text collate "C" GENERATED ALWAYS AS ((body ->> 'unit')) STORED,
	"cycle" text collate "C" GENERATED ALWAYS AS ((body ->> 'cycle')) STORED,
	CONSTRAINT "official_score_key_from_position_pk" PRIMARY KEY("key","from_position")
);
--> statement-breakpoint
CREATE UNIQUE INDEX "official_score_open" ON "official_score" USING btree ("key") WHERE to_position = 9223372036854775807;--> statement-breakpoint
CREATE INDEX "official_score_cycle" ON "official_score" USING btree ("cycle","to_position");