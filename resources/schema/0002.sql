-- Schema step 2: everything that can be edited in the window without a workbook: texts, tags, SDGs, references, issues, pictures and a period
-- of a node; terms, roles, organisations and background statistics of a plan; tags, formula, release month, changed units, breakdowns and
-- comparisons of an indicator; budget lines, staff and outputs of a project; former names of a department; editable lists of words.
ALTER TABLE node ADD COLUMN start_fy INTEGER NOT NULL DEFAULT 0;
ALTER TABLE node ADD COLUMN end_fy INTEGER NOT NULL DEFAULT 0;
-- the goals as "8,9,17", ascending: readable in the history
ALTER TABLE node ADD COLUMN sdgs TEXT NOT NULL DEFAULT '';
ALTER TABLE indicator ADD COLUMN formula TEXT NOT NULL DEFAULT '';
ALTER TABLE indicator ADD COLUMN decimals INTEGER NOT NULL DEFAULT 1;
ALTER TABLE indicator ADD COLUMN release_month INTEGER NOT NULL DEFAULT 0;
-- Rows written before have no such columns inside; SQLite 3.40 then records NULL as their old value, which undo could not
-- bring back. Written anew they have them.
UPDATE node SET sdgs = '';
UPDATE indicator SET release_month = 0;

CREATE TABLE word (
  id INTEGER PRIMARY KEY,
  position INTEGER NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  note TEXT NOT NULL
) STRICT;

CREATE TABLE department_former (
  department INTEGER NOT NULL REFERENCES department DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  until_fy INTEGER NOT NULL,
  PRIMARY KEY (department, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE plan_text (
  plan INTEGER NOT NULL REFERENCES plan DEFERRABLE INITIALLY DEFERRED,
  name INTEGER NOT NULL REFERENCES word DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (plan, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE node_text (
  node INTEGER NOT NULL REFERENCES node DEFERRABLE INITIALLY DEFERRED,
  name INTEGER NOT NULL REFERENCES word DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (node, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE node_tag (
  node INTEGER NOT NULL REFERENCES node DEFERRABLE INITIALLY DEFERRED,
  word INTEGER NOT NULL REFERENCES word DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,
  PRIMARY KEY (node, word)
) STRICT, WITHOUT ROWID;

CREATE TABLE node_reference (
  node INTEGER NOT NULL REFERENCES node DEFERRABLE INITIALLY DEFERRED,
  other INTEGER NOT NULL REFERENCES node DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,
  PRIMARY KEY (node, other)
) STRICT, WITHOUT ROWID;

CREATE TABLE picture (
  id INTEGER PRIMARY KEY,
  node INTEGER NOT NULL REFERENCES node DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,
  caption TEXT NOT NULL,
  is_jpeg INTEGER NOT NULL,
  data BLOB NOT NULL
) STRICT;
CREATE INDEX picture_by_node ON picture (node);

CREATE TABLE entry (
  id INTEGER PRIMARY KEY,
  plan INTEGER NOT NULL REFERENCES plan DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  category TEXT NOT NULL,
  text TEXT NOT NULL
) STRICT;

CREATE TABLE entry_node (
  entry INTEGER NOT NULL REFERENCES entry DEFERRABLE INITIALLY DEFERRED,
  node INTEGER NOT NULL REFERENCES node DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,
  PRIMARY KEY (entry, node)
) STRICT, WITHOUT ROWID;

CREATE TABLE statistic (
  id INTEGER PRIMARY KEY,
  plan INTEGER NOT NULL REFERENCES plan DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  unit TEXT NOT NULL,
  source TEXT NOT NULL,
  note TEXT NOT NULL,
  n_rows INTEGER NOT NULL,
  n_columns INTEGER NOT NULL
) STRICT;

-- cells that are not empty; line 0 is the head, col 0 the labels
CREATE TABLE statistic_cell (
  statistic INTEGER NOT NULL REFERENCES statistic DEFERRABLE INITIALLY DEFERRED,
  line INTEGER NOT NULL,
  col INTEGER NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (statistic, line, col)
) STRICT, WITHOUT ROWID;

CREATE TABLE indicator_tag (
  indicator INTEGER NOT NULL REFERENCES indicator DEFERRABLE INITIALLY DEFERRED,
  word INTEGER NOT NULL REFERENCES word DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,
  PRIMARY KEY (indicator, word)
) STRICT, WITHOUT ROWID;

CREATE TABLE indicator_operand (
  indicator INTEGER NOT NULL REFERENCES indicator DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,
  operand INTEGER NOT NULL REFERENCES indicator DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (indicator, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE indicator_unit (
  indicator INTEGER NOT NULL REFERENCES indicator DEFERRABLE INITIALLY DEFERRED,
  fy INTEGER NOT NULL,
  unit TEXT NOT NULL,
  PRIMARY KEY (indicator, fy)
) STRICT, WITHOUT ROWID;

CREATE TABLE side_series (
  id INTEGER PRIMARY KEY,
  indicator INTEGER NOT NULL REFERENCES indicator DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  unit TEXT NOT NULL,
  source TEXT NOT NULL,
  note TEXT NOT NULL
) STRICT;
CREATE INDEX side_series_by_indicator ON side_series (indicator);

CREATE TABLE side_value (
  series INTEGER NOT NULL REFERENCES side_series DEFERRABLE INITIALLY DEFERRED,
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
  PRIMARY KEY (series, fy)
) STRICT, WITHOUT ROWID;

CREATE TABLE budget_line (
  project INTEGER NOT NULL REFERENCES project DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,
  account TEXT NOT NULL,
  kan TEXT NOT NULL,
  kou TEXT NOT NULL,
  moku TEXT NOT NULL,
  item TEXT NOT NULL,
  PRIMARY KEY (project, position)
) STRICT, WITHOUT ROWID;

-- a year may have several lines: staff of different grades
CREATE TABLE project_staff (
  project INTEGER NOT NULL REFERENCES project DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,
  fy INTEGER NOT NULL,
  kind TEXT NOT NULL,
  staff TEXT NOT NULL,
  unit_cost TEXT NOT NULL,
  PRIMARY KEY (project, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE project_output (
  project INTEGER NOT NULL REFERENCES project DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,
  fy INTEGER NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (project, position)
) STRICT, WITHOUT ROWID;
