/* kkb-tree-paste.c - a copied subtree, with ids of its own. What the text says is believed only as far as it makes
 * sense: it may come from anywhere. */
#include "kkb-text.h"
#include "kkb-tree-json.h"
#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  KkbDraft *draft;
  const KkbFacts *facts;
  const KkbJson *all;
  gboolean same_document, duplicate;
  KkbId plan;
  guint n_levels;
  GHashTable *ids;   /* id in the text -> KkbId of what it has become */
  GHashTable *codes; /* of the document's nodes and indicators: a pasted one does not share them */
  GHashTable *fresh; /* texts of ids of indicators that were made anew */
} Paste;

static void
read_texts (Paste *paste, const KkbTextField *fields, gpointer entity, const KkbJson *json)
{
  for (; fields->key != NULL; fields++)
    *(const char **)G_STRUCT_MEMBER_P (entity, fields->offset)
        = kkb_draft_string (paste->draft, kkb_json_text (json, fields->key));
}

static void
read_bytes (const KkbByteField *fields, gpointer entity, const KkbJson *json)
{
  for (; fields->key != NULL; fields++)
    *(guint8 *)G_STRUCT_MEMBER_P (entity, fields->offset) = (guint8)kkb_json_int (json, fields->key, 0, fields->max);
}

static gint16
read_fy (const KkbJson *json, const char *key)
{
  return (gint16)kkb_json_int (json, key, 0, 9999);
}

static KkbDecimal
read_decimal (const KkbJson *json, const char *key)
{
  KkbDecimal d = { 0, 0 };

  kkb_decimal_parse (kkb_json_text (json, key), &d);
  return d;
}

static const KkbId *
take_ids (Paste *paste, GArray *ids)
{
  return kkb_facts_ids (kkb_draft_own (paste->draft), (const KkbId *)ids->data, ids->len);
}

static void
append_once (GArray *ids, KkbId id)
{
  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, KkbId, i) == id)
      return;
  if (id != 0)
    g_array_append_val (ids, id);
}

static const KkbId *
read_departments (Paste *paste, const KkbJson *json)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (KkbId));

  for (guint i = 0; i < kkb_json_n (json, "departments"); i++)
    append_once (ids,
                 kkb_draft_find_department (paste->draft, kkb_json_text (kkb_json_at (json, "departments", i), NULL)));
  return take_ids (paste, ids);
}

static const KkbId *
read_tags (Paste *paste, const KkbJson *json)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (KkbId));

  for (guint i = 0; i < kkb_json_n (json, "tags"); i++)
    append_once (ids,
                 kkb_draft_find_word (paste->draft, KKB_WORD_TAG, kkb_json_text (kkb_json_at (json, "tags", i), NULL)));
  return take_ids (paste, ids);
}

/* What a list of ids in the text has become: pasted, or there already in the same document. */
static const KkbId *
read_ids (Paste *paste, const KkbJson *json, const char *key, KkbEntity kind)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (KkbId));

  for (guint i = 0; i < kkb_json_n (json, key); i++)
    {
      const char *text = kkb_json_text (kkb_json_at (json, key, i), NULL);
      const KkbId *known = g_hash_table_lookup (paste->ids, text);
      KkbId there = paste->same_document ? g_ascii_strtoll (text, NULL, 10) : 0;

      if (known != NULL)
        append_once (ids, *known);
      else if (there != 0 && kkb_draft_find_old (paste->facts, kind, there) != NULL)
        append_once (ids, there);
    }
  return take_ids (paste, ids);
}

static void
remember (Paste *paste, const KkbJson *json, KkbId id)
{
  g_hash_table_insert (paste->ids, g_strdup (kkb_json_text (json, "id")), g_memdup2 (&id, sizeof id));
}

/* A code that the document has already would name two things. */
static void
drop_code (Paste *paste, const char **code)
{
  if (**code != '\0' && !g_hash_table_add (paste->codes, g_strdup (*code)))
    *code = "";
}

static KkbValue
read_value (Paste *paste, const KkbJson *json)
{
  KkbFacts *own = kkb_draft_own (paste->draft);
  KkbValue value = { .fy = read_fy (json, "fy") };
  KkbDecimal d = read_decimal (json, "number");
  KkbValueMore *more = NULL;

  value.kind = (guint8)kkb_json_int (json, "kind", 0, KKB_VALUE_TEXT) & 0xf;
  value.state = (guint8)kkb_json_int (json, "state", 0, KKB_N_STATES - 1) & 0xf;
  value.coef = d.coef;
  value.scale = d.scale;
  for (const KkbTextField *field = kkb_json_value; field->key != NULL; field++)
    if (*kkb_json_text (json, field->key) != '\0')
      more = kkb_facts_value_more (own, &value);
  if (value.kind == KKB_VALUE_RANGE || kkb_json_int (json, "bound", 0, KKB_BOUND_UNDER) != 0
      || *kkb_json_text (json, "denominator") != '\0')
    more = kkb_facts_value_more (own, &value);
  if (more == NULL)
    return value;
  read_texts (paste, kkb_json_value, more, json);
  more->bound = (guint8)kkb_json_int (json, "bound", 0, KKB_BOUND_UNDER);
  more->high = read_decimal (json, "high");
  more->numerator = read_decimal (json, "numerator");
  more->denominator = read_decimal (json, "denominator");
  more->has_parts = kkb_decimal_sign (more->denominator) != 0;
  return value;
}

static void
read_values (Paste *paste, const KkbJson *json, const char *key, KkbId plan, KkbId indicator, KkbField field)
{
  for (guint i = 0; i < kkb_json_n (json, key); i++)
    {
      KkbValue value = read_value (paste, kkb_json_at (json, key, i));

      if (value.fy != KKB_FY_NONE)
        kkb_draft_set_value (paste->draft, plan, indicator, field, value.fy, &value);
    }
}

static void
read_goal (Paste *paste, const KkbJson *json, KkbId indicator)
{
  const KkbJson *goal = kkb_json_get (json, "goal"), *baseline = kkb_json_get (goal, "baseline");

  if (goal == NULL)
    return;
  kkb_draft_goal (paste->draft, paste->plan, indicator)->method
      = (guint8)kkb_json_int (goal, "method", 0, KKB_METHOD_NONE);
  if (baseline != NULL)
    {
      KkbValue value = read_value (paste, baseline);

      kkb_draft_set_value (paste->draft, paste->plan, indicator, KKB_FIELD_BASELINE, value.fy, &value);
    }
  read_values (paste, goal, "targets", paste->plan, indicator, KKB_FIELD_TARGET);
}

static void
read_side_series (Paste *paste, const KkbJson *json, KkbId indicator)
{
  for (guint i = 0; i < kkb_json_n (json, "side_series"); i++)
    {
      const KkbJson *item = kkb_json_at (json, "side_series", i);
      KkbSideSeries *series = kkb_draft_add_side_series (
          paste->draft, indicator, (KkbSideKind)kkb_json_int (item, "kind", 0, KKB_SIDE_COMPARISON));

      read_texts (paste, kkb_json_side, series, item);
      for (guint k = 0; k < kkb_json_n (item, "values"); k++)
        {
          KkbValue value = read_value (paste, kkb_json_at (item, "values", k));

          if (value.fy != KKB_FY_NONE)
            kkb_draft_set_side_value (paste->draft, series->id, value.fy, &value);
        }
    }
}

static void
read_units (Paste *paste, const KkbJson *json, KkbIndicatorMore *more)
{
  guint n = kkb_json_n (json, "units");
  KkbUnitChange *units = kkb_facts_bytes (kkb_draft_own (paste->draft), NULL, (n + 1) * sizeof *units);

  for (guint i = 0; i < n; i++)
    {
      units[i].fy = read_fy (kkb_json_at (json, "units", i), "fy");
      units[i].unit = kkb_draft_string (paste->draft, kkb_json_text (kkb_json_at (json, "units", i), "unit"));
    }
  units[n].unit = "";
  more->units = units;
}

static void
read_new_indicator (Paste *paste, const KkbJson *json)
{
  KkbIndicator *indicator = kkb_draft_add_indicator (paste->draft);
  KkbIndicatorMore *more = kkb_draft_indicator_more (paste->draft, indicator->id);

  read_texts (paste, kkb_json_indicator, indicator, json);
  read_bytes (kkb_json_indicator_bytes, indicator, json);
  read_bytes (kkb_json_more_bytes, more, json);
  drop_code (paste, &indicator->code);
  indicator->has_weight = *kkb_json_text (json, "weight") != '\0';
  indicator->weight = read_decimal (json, "weight");
  indicator->has_tolerance = *kkb_json_text (json, "tolerance") != '\0';
  indicator->tolerance = read_decimal (json, "tolerance");
  indicator->departments = read_departments (paste, json);
  more->tags = read_tags (paste, json);
  read_units (paste, json, more);
  remember (paste, json, indicator->id);
  g_hash_table_add (paste->fresh, g_strdup (kkb_json_text (json, "id")));
  if (more->formula == KKB_COMPUTED_NONE)
    read_values (paste, json, "actuals", 0, indicator->id, KKB_FIELD_ACTUAL);
  read_values (paste, json, "references", 0, indicator->id, KKB_FIELD_REFERENCE);
  read_goal (paste, json, indicator->id);
  read_side_series (paste, json, indicator->id);
}

static void
read_indicators (Paste *paste)
{
  for (guint i = 0; i < kkb_json_n (paste->all, "indicators"); i++)
    {
      const KkbJson *json = kkb_json_at (paste->all, "indicators", i);
      KkbId id = g_ascii_strtoll (kkb_json_text (json, "id"), NULL, 10);
      const KkbIndicator *there
          = paste->same_document && !paste->duplicate ? kkb_facts_indicator (paste->facts, id) : NULL;

      if (there == NULL)
        {
          read_new_indicator (paste, json);
          continue;
        }
      remember (paste, json, there->id);
      if (kkb_indicator_goal (there, paste->plan) == NULL)
        read_goal (paste, json, there->id);
    }
}

/* What the indicator of TEXT has become: pasted, or there already in the same document; 0 for neither. */
static KkbId
find_indicator (Paste *paste, const char *text)
{
  const KkbId *known = g_hash_table_lookup (paste->ids, text);
  KkbId there = paste->same_document ? g_ascii_strtoll (text, NULL, 10) : 0;

  return known != NULL ? *known : there != 0 && kkb_facts_indicator (paste->facts, there) != NULL ? there : 0;
}

/* All operands in their order, one named twice twice. FALSE where one is not here: the rest would say something else.
 */
static gboolean
read_formula (Paste *paste, const KkbJson *json, KkbIndicatorMore *more)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (KkbId));

  for (guint i = 0; i < kkb_json_n (json, "operands"); i++)
    {
      KkbId id = find_indicator (paste, kkb_json_text (kkb_json_at (json, "operands", i), NULL));

      if (id == 0)
        return FALSE;
      g_array_append_val (ids, id);
    }
  more->operands = take_ids (paste, ids);
  return ids->len >= (more->formula == KKB_COMPUTED_SUM ? 1 : 2);
}

/* What an indicator is computed from is known only when all are there. Without it, its figures come along as if they
 * had been entered. */
static void
read_operands (Paste *paste)
{
  for (guint i = 0; i < kkb_json_n (paste->all, "indicators"); i++)
    {
      const KkbJson *json = kkb_json_at (paste->all, "indicators", i);
      const KkbId *id = g_hash_table_lookup (paste->ids, kkb_json_text (json, "id"));
      KkbIndicatorMore *more;

      if (id == NULL || !g_hash_table_contains (paste->fresh, kkb_json_text (json, "id")))
        continue;
      more = kkb_draft_indicator_more (paste->draft, *id);
      if (more->formula == KKB_COMPUTED_NONE || read_formula (paste, json, more))
        continue;
      more->formula = KKB_COMPUTED_NONE;
      more->operands = kkb_facts_ids (kkb_draft_own (paste->draft), NULL, 0);
      read_values (paste, json, "actuals", 0, *id, KKB_FIELD_ACTUAL);
    }
}

static void
read_placements (Paste *paste, const KkbJson *json, KkbId node)
{
  for (guint i = 0; i < kkb_json_n (json, "placements"); i++)
    {
      const KkbJson *item = kkb_json_at (json, "placements", i);
      const char *text = kkb_json_text (item, "indicator");
      const KkbId *indicator = g_hash_table_lookup (paste->ids, text);
      const KkbJson *baseline = kkb_json_get (item, "baseline");
      KkbPlacement *placement;

      if (indicator == NULL)
        continue;
      placement = kkb_draft_add_placement (paste->draft, paste->plan, *indicator, node);
      read_texts (paste, kkb_json_placement, placement, item);
      drop_code (paste, &placement->code);
      if (g_hash_table_contains (paste->fresh, text))
        placement->is_origin = kkb_json_bool (item, "origin");
      read_texts (paste, kkb_json_own, kkb_draft_placement_own (paste->draft, placement->id),
                  kkb_json_get (item, "own"));
      placement->has_baseline = baseline != NULL;
      if (baseline != NULL)
        {
          KkbValue value = read_value (paste, baseline);

          kkb_draft_placement_own (paste->draft, placement->id)->baseline = value;
        }
    }
}

static void
read_money (Paste *paste, const KkbJson *json, KkbId project)
{
  for (guint i = 0; i < kkb_json_n (json, "money"); i++)
    {
      const KkbJson *item = kkb_json_at (json, "money", i);
      KkbMoney *money = kkb_draft_add_money (paste->draft, project);

      read_texts (paste, kkb_json_money, money, item);
      money->fy = read_fy (item, "fy");
      money->kind = (guint8)kkb_json_int (item, "kind", 0, KKB_MONEY_SETTLEMENT);
      money->yen = read_decimal (item, "yen");
    }
}

static void
read_grants (Paste *paste, const KkbJson *json, KkbProject *project)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (KkbId));

  for (guint i = 0; i < kkb_json_n (json, "grants"); i++)
    {
      const KkbJson *item = kkb_json_at (json, "grants", i);
      KkbId id = kkb_draft_find_grant (paste->draft, kkb_json_text (item, "name"));

      append_once (ids, id);
      if (id != 0 && kkb_facts_grant (paste->facts, id) == NULL)
        kkb_draft_grant (paste->draft, id)->type = kkb_draft_string (paste->draft, kkb_json_text (item, "type"));
    }
  project->grants = take_ids (paste, ids);
}

static void
read_project (Paste *paste, const KkbJson *json, KkbId node)
{
  KkbProject *project = kkb_draft_project (paste->draft, node);
  KkbFacts *own = kkb_draft_own (paste->draft);
  KkbBudgetLine *lines;
  KkbStaff *staff;
  KkbOutput *outputs;

  read_texts (paste, kkb_json_project, project, json);
  project->start_fy = read_fy (json, "start_fy");
  project->end_fy = read_fy (json, "end_fy");
  read_grants (paste, json, project);
  project->n_budget_lines = kkb_json_n (json, "budget_lines");
  project->n_staff = kkb_json_n (json, "staff");
  project->n_outputs = kkb_json_n (json, "outputs");
  lines = kkb_facts_bytes (own, NULL, project->n_budget_lines * sizeof *lines);
  staff = kkb_facts_bytes (own, NULL, project->n_staff * sizeof *staff);
  outputs = kkb_facts_bytes (own, NULL, project->n_outputs * sizeof *outputs);
  for (guint i = 0; i < project->n_budget_lines; i++)
    read_texts (paste, kkb_json_budget, &lines[i], kkb_json_at (json, "budget_lines", i));
  for (guint i = 0; i < project->n_staff; i++)
    {
      const KkbJson *item = kkb_json_at (json, "staff", i);

      staff[i].fy = read_fy (item, "fy");
      staff[i].kind = (guint8)kkb_json_int (item, "kind", 0, KKB_MONEY_SETTLEMENT);
      staff[i].staff = read_decimal (item, "staff");
      staff[i].unit_cost = read_decimal (item, "unit_cost");
    }
  for (guint i = 0; i < project->n_outputs; i++)
    {
      const KkbJson *item = kkb_json_at (json, "outputs", i);

      outputs[i].fy = read_fy (item, "fy");
      outputs[i].text = kkb_draft_string (paste->draft, kkb_json_text (item, "text"));
    }
  project->budget_lines = lines;
  project->staff = staff;
  project->outputs = outputs;
  read_money (paste, json, node);
}

static void
read_pictures (Paste *paste, const KkbJson *json, KkbId node)
{
  for (guint i = 0; i < kkb_json_n (json, "pictures"); i++)
    {
      const KkbJson *item = kkb_json_at (json, "pictures", i);
      gsize size = 0;
      guchar *bytes = g_base64_decode (kkb_json_text (item, "data"), &size);
      g_autoptr (GBytes) data = g_bytes_new_take (bytes, size);

      kkb_draft_add_picture (paste->draft, node, data)->caption
          = kkb_draft_string (paste->draft, kkb_json_text (item, "caption"));
    }
}

static void
read_named_texts (Paste *paste, const KkbJson *json, KkbNodeMore *more)
{
  guint n = kkb_json_n (json, "texts"), kept = 0;
  g_autofree KkbNamedText *texts = g_new0 (KkbNamedText, n + 1);

  for (guint i = 0; i < n; i++)
    {
      const KkbJson *item = kkb_json_at (json, "texts", i);
      KkbId name = kkb_draft_find_word (paste->draft, KKB_WORD_TEXT_NAME, kkb_json_text (item, "name"));
      guint same = 0;

      while (same < kept && texts[same].name != name)
        same++;
      if (name != 0 && same == kept)
        texts[kept++] = (KkbNamedText){ name, kkb_json_text (item, "text") };
    }
  more->texts = kkb_facts_texts (kkb_draft_own (paste->draft), texts, kept);
}

static guint8
read_level (const KkbJson *json)
{
  gint64 level = kkb_json_int (json, "level", 1, 256);

  return level == 0 ? 255 : (guint8)(level - 1);
}

/* Fills NODE, which stands on its level already, and makes what is below it. */
static void
read_node (Paste *paste, const KkbJson *json, KkbNode *node)
{
  KkbNodeMore *more = kkb_draft_node_more (paste->draft, node->id);
  const KkbJson *project = kkb_json_get (json, "project");

  remember (paste, json, node->id);
  read_texts (paste, kkb_json_node, node, json);
  drop_code (paste, &node->code);
  node->departments = read_departments (paste, json);
  more->start_fy = read_fy (json, "start_fy");
  more->end_fy = read_fy (json, "end_fy");
  more->sdgs = (guint32)kkb_json_int (json, "sdgs", 0, 0x3FFFE) & 0x3FFFE;
  more->tags = read_tags (paste, json);
  read_named_texts (paste, json, more);
  if (project != NULL)
    read_project (paste, project, node->id);
  read_pictures (paste, json, node->id);
  read_placements (paste, json, node->id);
  for (guint i = 0; i < kkb_json_n (json, "children"); i++)
    {
      const KkbJson *item = kkb_json_at (json, "children", i);
      KkbNode *child = kkb_draft_add_node_at (paste->draft, paste->plan, node->id, (gint32)i);

      child->level = kkb_tree_shifted_level (read_level (item), read_level (json), node->level, paste->n_levels,
                                             kkb_json_get (item, "project") != NULL);
      read_node (paste, item, child);
    }
}

static void
read_references (Paste *paste, const KkbJson *json)
{
  const KkbId *id = g_hash_table_lookup (paste->ids, kkb_json_text (json, "id"));

  if (id != NULL && kkb_json_n (json, "references") > 0)
    kkb_draft_node_more (paste->draft, *id)->references = read_ids (paste, json, "references", KKB_ENTITY_NODE);
  for (guint i = 0; i < kkb_json_n (json, "children"); i++)
    read_references (paste, kkb_json_at (json, "children", i));
}

static GHashTable *
list_codes (const KkbFacts *facts)
{
  GHashTable *codes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < facts->nodes->len; i++)
    g_hash_table_add (codes, g_strdup (((const KkbNode *)g_ptr_array_index (facts->nodes, i))->code));
  for (guint i = 0; i < facts->indicators->len; i++)
    g_hash_table_add (codes, g_strdup (((const KkbIndicator *)g_ptr_array_index (facts->indicators, i))->code));
  for (guint i = 0; i < facts->placements->len; i++)
    g_hash_table_add (codes, g_strdup (((const KkbPlacement *)g_ptr_array_index (facts->placements, i))->code));
  return codes;
}

static KkbJson *
read_copy (const char *text, GError **error)
{
  g_autoptr (KkbJson) json = kkb_json_read (text, error);

  if (json == NULL)
    return NULL;
  if (kkb_json_int (json, "version", 0, G_MAXINT64) > KKB_TREE_JSON_VERSION)
    {
      g_set_error_literal (error, KKB_ERROR, KKB_ERROR_NEWER,
                           _ ("What was copied comes from a newer version of this program, so nothing was pasted."));
      return NULL;
    }
  if (!kkb_tree_is_copy (text) || kkb_json_get (json, "node") == NULL)
    {
      g_set_error_literal (error, KKB_ERROR, KKB_ERROR_INPUT,
                           _ ("What was copied cannot be read, so nothing was pasted. Copy it once more."));
      return NULL;
    }
  return g_steal_pointer (&json);
}

gboolean
kkb_tree_is_copy (const char *text)
{
  return text != NULL && g_str_has_prefix (text, "{\"keikakubo\":\"tree\",\"version\":");
}

KkbCommand *
kkb_tree_paste (KkbDocument *doc, KkbId plan, KkbId at, KkbWhere where, const char *text, gboolean duplicate,
                KkbId *new_id, GError **error)
{
  g_autoptr (KkbJson) json = read_copy (text, error);
  g_autoptr (KkbDraft) draft = kkb_draft_new (doc);
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GHashTable) fresh = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) codes = NULL;
  g_autofree char *printed = NULL, *label = NULL;
  const KkbFacts *facts = kkb_draft_facts (draft);
  const KkbNode *there = kkb_facts_node (facts, at);
  const KkbJson *root;
  KkbNode *node;
  KkbSpot spot;
  Paste paste = { 0 };

  if (json == NULL || !kkb_tree_spot (facts, plan, at, where, 0, &spot, error))
    return NULL;
  codes = list_codes (facts);
  paste = (Paste){ .draft = draft, .facts = facts, .all = json, .duplicate = duplicate, .plan = spot.plan };
  paste.same_document = strcmp (kkb_json_text (json, "document"), kkb_document_uuid (doc)) == 0;
  paste.n_levels = g_strv_length ((char **)kkb_facts_plan (facts, spot.plan)->levels);
  paste.ids = ids;
  paste.codes = codes;
  paste.fresh = fresh;
  root = kkb_json_get (json, "node");
  node = kkb_draft_add_node_at (draft, spot.plan, spot.parent, 0);
  if (kkb_json_get (root, "project") != NULL && read_level (root) == 255)
    node->level = 255;
  else if (there != NULL && where != KKB_BELOW_CHILD)
    node->level = there->level;
  read_indicators (&paste);
  read_operands (&paste);
  read_node (&paste, root, node);
  read_references (&paste, root);
  kkb_tree_put_at (draft, node->id, &spot);
  if (new_id != NULL)
    *new_id = node->id;
  printed = kkb_node_printed (node);
  label = kkb_tree_label (_ ("Paste item (%s)"), printed);
  return kkb_draft_finish (g_steal_pointer (&draft), label, error);
}
