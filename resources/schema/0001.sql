-- Schema step 1: plans, tree, projects with money and grants, indicators with placements, versioned baselines and
-- targets, actuals, departments, editions with rule sets, history.
--
-- No triggers, views or generated columns (a changeset could not be undone); sibling positions are not unique (swaps
-- could not be undone); every table has a primary key. Entities have random 64-bit ids, facts their natural key.
-- Years are western fiscal years, 0 where unknown; decimals are canonical text; NULL in a value row means "not given";
-- a NULL kind means a plain number with nothing beside value and state, a NULL state 確定.
CREATE TABLE meta (
  key TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE department (
  id INTEGER PRIMARY KEY,
  position INTEGER NOT NULL,
  name TEXT NOT NULL
) STRICT;

CREATE TABLE grant_program (
  id INTEGER PRIMARY KEY,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  type TEXT NOT NULL
) STRICT;

CREATE TABLE plan (
  id INTEGER PRIMARY KEY,
  position INTEGER NOT NULL,
  title TEXT NOT NULL,
  organization TEXT NOT NULL,
  published TEXT NOT NULL,
  review TEXT NOT NULL,
  review_body TEXT NOT NULL,
  note TEXT NOT NULL,
  start_fy INTEGER NOT NULL,
  end_fy INTEGER NOT NULL
) STRICT;

CREATE TABLE plan_level (
  plan INTEGER NOT NULL REFERENCES plan DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (plan, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE plan_department (
  plan INTEGER NOT NULL REFERENCES plan DEFERRABLE INITIALLY DEFERRED,
  department INTEGER NOT NULL REFERENCES department DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,
  PRIMARY KEY (plan, department)
) STRICT, WITHOUT ROWID;

CREATE TABLE plan_link (
  id INTEGER PRIMARY KEY,
  plan INTEGER NOT NULL REFERENCES plan DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,
  kind TEXT NOT NULL,
  text TEXT NOT NULL,
  other INTEGER REFERENCES plan DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE edition (
  id INTEGER PRIMARY KEY,
  plan INTEGER NOT NULL REFERENCES plan DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  fy INTEGER NOT NULL,
  rules TEXT NOT NULL,
  seen_at TEXT NOT NULL,
  method TEXT NOT NULL,
  yardstick TEXT NOT NULL,
  rounding TEXT NOT NULL,
  decimals INTEGER NOT NULL,
  band_from_rounded INTEGER NOT NULL,
  exact_year INTEGER NOT NULL,
  suggest_only INTEGER NOT NULL,
  percent_mode TEXT NOT NULL,
  tolerance TEXT,
  weighted INTEGER NOT NULL
) STRICT;

CREATE TABLE edition_band (
  edition INTEGER NOT NULL REFERENCES edition DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,
  label TEXT NOT NULL,
  condition TEXT NOT NULL,
  strict INTEGER NOT NULL,
  state TEXT NOT NULL,
  threshold TEXT NOT NULL,
  PRIMARY KEY (edition, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE node (
  id INTEGER PRIMARY KEY,
  plan INTEGER NOT NULL REFERENCES plan DEFERRABLE INITIALLY DEFERRED,
  parent INTEGER REFERENCES node DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,
  level INTEGER,
  code TEXT NOT NULL,
  label TEXT NOT NULL,
  title TEXT NOT NULL
) STRICT;
CREATE INDEX node_by_parent ON node (parent);

CREATE TABLE node_department (
  node INTEGER NOT NULL REFERENCES node DEFERRABLE INITIALLY DEFERRED,
  department INTEGER NOT NULL REFERENCES department DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,
  PRIMARY KEY (node, department)
) STRICT, WITHOUT ROWID;

CREATE TABLE project (
  node INTEGER PRIMARY KEY REFERENCES node DEFERRABLE INITIALLY DEFERRED,
  status TEXT NOT NULL,
  category TEXT NOT NULL,
  summary TEXT NOT NULL,
  period TEXT NOT NULL,
  start_fy INTEGER NOT NULL,
  end_fy INTEGER NOT NULL,
  note TEXT NOT NULL
) STRICT;

CREATE TABLE project_grant (
  project INTEGER NOT NULL REFERENCES project DEFERRABLE INITIALLY DEFERRED,
  grant_program INTEGER NOT NULL REFERENCES grant_program DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,
  PRIMARY KEY (project, grant_program)
) STRICT, WITHOUT ROWID;

CREATE TABLE money (
  id INTEGER PRIMARY KEY,
  project INTEGER NOT NULL REFERENCES project DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,
  fy INTEGER NOT NULL,
  kind TEXT NOT NULL,
  number TEXT NOT NULL,
  item TEXT NOT NULL,
  source TEXT NOT NULL,
  yen TEXT NOT NULL
) STRICT;
CREATE INDEX money_by_project ON money (project);

CREATE TABLE indicator (
  id INTEGER PRIMARY KEY,
  position INTEGER NOT NULL,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  unit TEXT NOT NULL,
  meaning TEXT NOT NULL,
  source TEXT NOT NULL,
  rationale TEXT NOT NULL,
  release TEXT NOT NULL,
  note TEXT NOT NULL,
  direction TEXT NOT NULL,
  series TEXT NOT NULL,
  role TEXT NOT NULL,
  period_kind TEXT NOT NULL,
  weight TEXT,
  tolerance TEXT
) STRICT;

CREATE TABLE indicator_department (
  indicator INTEGER NOT NULL REFERENCES indicator DEFERRABLE INITIALLY DEFERRED,
  department INTEGER NOT NULL REFERENCES department DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,
  PRIMARY KEY (indicator, department)
) STRICT, WITHOUT ROWID;

CREATE TABLE placement (
  id INTEGER PRIMARY KEY,
  plan INTEGER NOT NULL REFERENCES plan DEFERRABLE INITIALLY DEFERRED,
  indicator INTEGER NOT NULL REFERENCES indicator DEFERRABLE INITIALLY DEFERRED,
  node INTEGER REFERENCES node DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,
  is_origin INTEGER NOT NULL,
  code TEXT NOT NULL,
  number TEXT NOT NULL,
  name TEXT NOT NULL,
  unit TEXT NOT NULL,
  meaning TEXT NOT NULL,
  source TEXT NOT NULL,
  rationale TEXT NOT NULL,
  note TEXT NOT NULL
) STRICT;
CREATE INDEX placement_by_indicator ON placement (indicator);
CREATE INDEX placement_by_node ON placement (node);

CREATE TABLE placement_baseline (
  placement INTEGER PRIMARY KEY REFERENCES placement DEFERRABLE INITIALLY DEFERRED,
  fy INTEGER NOT NULL,
  value TEXT,
  state TEXT,
  kind TEXT,
  high TEXT,
  bound TEXT,
  text TEXT,
  unit TEXT,
  numerator TEXT,
  denominator TEXT,
  as_of TEXT,
  note TEXT,
  expected TEXT
) STRICT;

CREATE TABLE goal (
  indicator INTEGER NOT NULL REFERENCES indicator DEFERRABLE INITIALLY DEFERRED,
  plan INTEGER NOT NULL REFERENCES plan DEFERRABLE INITIALLY DEFERRED,
  method TEXT,
  PRIMARY KEY (indicator, plan)
) STRICT, WITHOUT ROWID;

CREATE TABLE baseline (
  indicator INTEGER NOT NULL,
  plan INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  fy INTEGER NOT NULL,
  value TEXT,
  state TEXT,
  kind TEXT,
  high TEXT,
  bound TEXT,
  text TEXT,
  unit TEXT,
  numerator TEXT,
  denominator TEXT,
  as_of TEXT,
  note TEXT,
  expected TEXT,
  revised_on TEXT,
  reason TEXT,
  PRIMARY KEY (indicator, plan, revision),
  FOREIGN KEY (indicator, plan) REFERENCES goal DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

CREATE TABLE target (
  indicator INTEGER NOT NULL,
  plan INTEGER NOT NULL,
  fy INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  value TEXT,
  state TEXT,
  kind TEXT,
  high TEXT,
  bound TEXT,
  text TEXT,
  unit TEXT,
  numerator TEXT,
  denominator TEXT,
  as_of TEXT,
  note TEXT,
  expected TEXT,
  revised_on TEXT,
  reason TEXT,
  PRIMARY KEY (indicator, plan, fy, revision),
  FOREIGN KEY (indicator, plan) REFERENCES goal DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

CREATE TABLE actual (
  indicator INTEGER NOT NULL REFERENCES indicator DEFERRABLE INITIALLY DEFERRED,
  fy INTEGER NOT NULL,
  reference INTEGER NOT NULL,
  value TEXT,
  state TEXT,
  kind TEXT,
  high TEXT,
  bound TEXT,
  text TEXT,
  unit TEXT,
  numerator TEXT,
  denominator TEXT,
  as_of TEXT,
  note TEXT,
  expected TEXT,
  PRIMARY KEY (indicator, fy, reference)
) STRICT, WITHOUT ROWID;

CREATE TABLE history (
  id INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  who TEXT NOT NULL,
  action TEXT NOT NULL,
  label TEXT NOT NULL
) STRICT;

CREATE TABLE history_row (
  entity INTEGER NOT NULL,
  history INTEGER NOT NULL REFERENCES history DEFERRABLE INITIALLY DEFERRED,
  line INTEGER NOT NULL,
  kind TEXT NOT NULL,
  op TEXT NOT NULL,
  plan INTEGER,
  fy INTEGER,
  field TEXT,
  old TEXT,
  new TEXT,
  PRIMARY KEY (entity, history, line)
) STRICT, WITHOUT ROWID;
