CREATE INDEX "report_awaits_time" ON "report" USING btree ("key") WHERE to_position = 9223372036854775807 and jsonb_path_exists(body, '$ ? (@.stage != "FINAL") ? (
  exists(@.rounds[*] ? (@.resubmittedAt == null && @.closedAt == null))
  || (@.stage == "OBJECTION_WINDOW" && @.objectionWindowClosedAt == null)
  || exists(@.clarifications[*] ? (@.lapsedAt == null && @.messages[last].kind == "QUESTION")))');