CREATE TABLE "calendar" (
	"key" text collate "C" NOT NULL,
	"from_position" bigint NOT NULL,
	"to_position" bigint NOT NULL,
	"body" jsonb NOT NULL,
	"calendar" text collate "C" GENERATED ALWAYS AS ((body ->> 'calendar')) STORED,
	CONSTRAINT "calendar_key_from_position_pk" PRIMARY KEY("key","from_position")
);
--> statement-breakpoint
CREATE UNIQUE INDEX "calendar_open" ON "calendar" USING btree ("key") WHERE to_position = 9223372036854775807;