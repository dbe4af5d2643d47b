/* kkb-tree-copy.c - a subtree as text for the clipboard. What it refers to (departments, grants, words) goes by name,
 * so that another document understands it. Of revised targets only the figure in force goes along. */
#include "kkb-tree-json.h"
#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_PICTURES (40 * 1024 * 1024)

#define FIELD(type, name)                                                                                              \
  {                                                                                                                    \
#name, G_STRUCT_OFFSET(type, name)                                                                                 \
  }
#define END                                                                                                            \
  {                                                                                                                    \
    NULL, 0                                                                                                            \
  }

const KkbTextField kkb_json_node[] = { FIELD (KkbNode, label), FIELD (KkbNode, title), FIELD (KkbNode, code), END };
const KkbTextField kkb_json_project[]
    = { FIELD (KkbProject, status), FIELD (KkbProject, category), FIELD (KkbProject, summary),
        FIELD (KkbProject, period), FIELD (KkbProject, note),     END };
const KkbTextField kkb_json_indicator[]
    = { FIELD (KkbIndicator, code),    FIELD (KkbIndicator, name),   FIELD (KkbIndicator, unit),
        FIELD (KkbIndicator, meaning), FIELD (KkbIndicator, source), FIELD (KkbIndicator, rationale),
        FIELD (KkbIndicator, release), FIELD (KkbIndicator, note),   END };
const KkbTextField kkb_json_placement[] = { FIELD (KkbPlacement, code), FIELD (KkbPlacement, number), END };
const KkbTextField kkb_json_own[] = { FIELD (KkbPlacementOwn, name),
                                      FIELD (KkbPlacementOwn, unit),
                                      FIELD (KkbPlacementOwn, meaning),
                                      FIELD (KkbPlacementOwn, source),
                                      FIELD (KkbPlacementOwn, rationale),
                                      FIELD (KkbPlacementOwn, note),
                                      END };
const KkbTextField kkb_json_money[]
    = { FIELD (KkbMoney, number), FIELD (KkbMoney, item), FIELD (KkbMoney, source), END };
const KkbTextField kkb_json_budget[]
    = { FIELD (KkbBudgetLine, account), FIELD (KkbBudgetLine, kan),  FIELD (KkbBudgetLine, kou),
        FIELD (KkbBudgetLine, moku),    FIELD (KkbBudgetLine, item), END };
const KkbTextField kkb_json_side[] = { FIELD (KkbSideSeries, name), FIELD (KkbSideSeries, unit),
                                       FIELD (KkbSideSeries, source), FIELD (KkbSideSeries, note), END };
const KkbTextField kkb_json_value[]
    = { FIELD (KkbValueMore, text), FIELD (KkbValueMore, unit),     FIELD (KkbValueMore, as_of),
        FIELD (KkbValueMore, note), FIELD (KkbValueMore, expected), END };

#define BYTE(type, name, max)                                                                                          \
  {                                                                                                                    \
#name, G_STRUCT_OFFSET(type, name), max                                                                            \
  }
#define BYTE_END                                                                                                       \
  {                                                                                                                    \
    NULL, 0, 0                                                                                                         \
  }

const KkbByteField kkb_json_indicator_bytes[]
    = { BYTE (KkbIndicator, direction, KKB_DIRECTION_RANGE), BYTE (KkbIndicator, series, KKB_SERIES_MILESTONE),
        BYTE (KkbIndicator, role, KKB_ROLE_OUTCOME_FINAL), BYTE (KkbIndicator, period_kind, KKB_PERIOD_TOTAL),
        BYTE_END };
const KkbByteField kkb_json_more_bytes[]
    = { BYTE (KkbIndicatorMore, formula, KKB_COMPUTED_RATIO), BYTE (KkbIndicatorMore, decimals, 6),
        BYTE (KkbIndicatorMore, release_month, 12), BYTE_END };

typedef struct
{
  KkbJsonWriter json;
  KkbDocument *doc;
  const KkbFacts *facts;
  KkbId plan;
  GPtrArray *indicators; /* those met, each once */
  gsize picture_bytes;
  GError *error;
} Copy;

static void
put_texts (Copy *copy, const KkbTextField *fields, gconstpointer entity)
{
  for (; fields->key != NULL; fields++)
    kkb_json_put_text (&copy->json, fields->key, *(const char *const *)G_STRUCT_MEMBER_P (entity, fields->offset));
}

static void
put_bytes (Copy *copy, const KkbByteField *fields, gconstpointer entity)
{
  for (; fields->key != NULL; fields++)
    kkb_json_put_int (&copy->json, fields->key, *(const guint8 *)G_STRUCT_MEMBER_P (entity, fields->offset));
}

static void
put_decimal (Copy *copy, const char *key, KkbDecimal d)
{
  char buf[24];

  kkb_json_put_text (&copy->json, key, kkb_decimal_print (d, buf));
}

/* Ids are texts: 64 bits do not fit the numbers of every JSON. */
static void
put_id (Copy *copy, const char *key, KkbId id)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, id);

  kkb_json_put_text (&copy->json, key, text);
}

static const char *
name_of (const KkbFacts *facts, KkbEntity kind, KkbId id)
{
  gconstpointer found = kkb_draft_find_old (facts, kind, id);

  return found == NULL                   ? ""
         : kind == KKB_ENTITY_DEPARTMENT ? ((const KkbDepartment *)found)->name
         : kind == KKB_ENTITY_GRANT      ? ((const KkbGrant *)found)->name
                                         : ((const KkbWord *)found)->name;
}

static void
put_names (Copy *copy, const char *key, KkbEntity kind, const KkbId *ids)
{
  if (*ids == 0)
    return;
  kkb_json_open (&copy->json, key, '[');
  for (; *ids != 0; ids++)
    kkb_json_put_text (&copy->json, NULL, name_of (copy->facts, kind, *ids));
  kkb_json_close (&copy->json, ']');
}

static void
put_ids (Copy *copy, const char *key, const KkbId *ids)
{
  if (*ids == 0)
    return;
  kkb_json_open (&copy->json, key, '[');
  for (; *ids != 0; ids++)
    put_id (copy, NULL, *ids);
  kkb_json_close (&copy->json, ']');
}

static void
put_value (Copy *copy, const char *key, const KkbValue *value)
{
  const KkbValueMore *more = kkb_value_more (copy->facts, value);
  KkbJsonWriter *json = &copy->json;

  kkb_json_open (json, key, '{');
  kkb_json_put_int (json, "fy", value->fy);
  kkb_json_put_int (json, "kind", value->kind);
  kkb_json_put_int (json, "state", value->state);
  if (value->kind == KKB_VALUE_NUMBER || value->kind == KKB_VALUE_RANGE)
    put_decimal (copy, "number", kkb_value_decimal (value));
  if (more != NULL)
    {
      put_texts (copy, kkb_json_value, more);
      kkb_json_put_int (json, "bound", more->bound);
      if (value->kind == KKB_VALUE_RANGE)
        put_decimal (copy, "high", more->high);
      if (more->has_parts)
        {
          put_decimal (copy, "numerator", more->numerator);
          put_decimal (copy, "denominator", more->denominator);
        }
    }
  kkb_json_close (json, '}');
}

static void
put_values (Copy *copy, const char *key, const KkbValueList *list)
{
  if (list->n == 0)
    return;
  kkb_json_open (&copy->json, key, '[');
  for (guint i = 0; i < list->n; i++)
    put_value (copy, NULL, &list->items[i]);
  kkb_json_close (&copy->json, ']');
}

static void
put_goal (Copy *copy, const KkbGoal *goal)
{
  kkb_json_open (&copy->json, "goal", '{');
  kkb_json_put_int (&copy->json, "method", goal->method);
  if (goal->baseline.kind != KKB_VALUE_BLANK || goal->baseline.state != KKB_STATE_BLANK || goal->baseline.more != 0)
    put_value (copy, "baseline", &goal->baseline);
  put_values (copy, "targets", &goal->targets);
  kkb_json_close (&copy->json, '}');
}

static void
put_side_series (Copy *copy, const KkbIndicator *indicator)
{
  g_autoptr (GPtrArray) all = kkb_indicator_side_series (copy->facts, indicator);

  if (all->len == 0)
    return;
  kkb_json_open (&copy->json, "side_series", '[');
  for (guint i = 0; i < all->len; i++)
    {
      const KkbSideSeries *series = g_ptr_array_index (all, i);

      kkb_json_open (&copy->json, NULL, '{');
      kkb_json_put_int (&copy->json, "kind", series->kind);
      put_texts (copy, kkb_json_side, series);
      put_values (copy, "values", &series->values);
      kkb_json_close (&copy->json, '}');
    }
  kkb_json_close (&copy->json, ']');
}

static void
put_units (Copy *copy, const KkbUnitChange *change)
{
  if (change->fy == 0)
    return;
  kkb_json_open (&copy->json, "units", '[');
  for (; change->fy != 0; change++)
    {
      kkb_json_open (&copy->json, NULL, '{');
      kkb_json_put_int (&copy->json, "fy", change->fy);
      kkb_json_put_text (&copy->json, "unit", change->unit);
      kkb_json_close (&copy->json, '}');
    }
  kkb_json_close (&copy->json, ']');
}

static void
put_indicator (Copy *copy, const KkbIndicator *indicator)
{
  const KkbGoal *goal = kkb_indicator_goal (indicator, copy->plan);

  kkb_json_open (&copy->json, NULL, '{');
  put_id (copy, "id", indicator->id);
  put_texts (copy, kkb_json_indicator, indicator);
  put_bytes (copy, kkb_json_indicator_bytes, indicator);
  put_bytes (copy, kkb_json_more_bytes, indicator->more);
  if (indicator->has_weight)
    put_decimal (copy, "weight", indicator->weight);
  if (indicator->has_tolerance)
    put_decimal (copy, "tolerance", indicator->tolerance);
  put_names (copy, "departments", KKB_ENTITY_DEPARTMENT, indicator->departments);
  put_names (copy, "tags", KKB_ENTITY_WORD, indicator->more->tags);
  put_ids (copy, "operands", indicator->more->operands);
  put_units (copy, indicator->more->units);
  put_values (copy, "actuals", &indicator->actuals);
  put_values (copy, "references", &indicator->references);
  if (goal != NULL)
    put_goal (copy, goal);
  put_side_series (copy, indicator);
  kkb_json_close (&copy->json, '}');
}

static void
put_placements (Copy *copy, const KkbNode *node)
{
  if (node->placements->len == 0)
    return;
  kkb_json_open (&copy->json, "placements", '[');
  for (guint i = 0; i < node->placements->len; i++)
    {
      const KkbPlacement *placement = g_ptr_array_index (node->placements, i);

      if (!g_ptr_array_find (copy->indicators, placement->indicator, NULL))
        g_ptr_array_add (copy->indicators, placement->indicator);
      kkb_json_open (&copy->json, NULL, '{');
      put_id (copy, "indicator", placement->indicator->id);
      kkb_json_put_true (&copy->json, "origin", placement->is_origin);
      put_texts (copy, kkb_json_placement, placement);
      kkb_json_open (&copy->json, "own", '{');
      put_texts (copy, kkb_json_own, placement->own);
      kkb_json_close (&copy->json, '}');
      if (placement->has_baseline)
        put_value (copy, "baseline", &placement->own->baseline);
      kkb_json_close (&copy->json, '}');
    }
  kkb_json_close (&copy->json, ']');
}

static void
put_money (Copy *copy, const KkbProject *project)
{
  kkb_json_open (&copy->json, "money", '[');
  for (guint i = 0; i < project->money->len; i++)
    {
      const KkbMoney *money = g_ptr_array_index (project->money, i);

      kkb_json_open (&copy->json, NULL, '{');
      kkb_json_put_int (&copy->json, "fy", money->fy);
      kkb_json_put_int (&copy->json, "kind", money->kind);
      put_texts (copy, kkb_json_money, money);
      put_decimal (copy, "yen", money->yen);
      kkb_json_close (&copy->json, '}');
    }
  kkb_json_close (&copy->json, ']');
}

static void
put_project (Copy *copy, const KkbProject *project)
{
  KkbJsonWriter *json = &copy->json;

  kkb_json_open (json, "project", '{');
  put_texts (copy, kkb_json_project, project);
  kkb_json_put_int (json, "start_fy", project->start_fy);
  kkb_json_put_int (json, "end_fy", project->end_fy);
  if (*project->grants != 0)
    {
      kkb_json_open (json, "grants", '[');
      for (const KkbId *id = project->grants; *id != 0; id++)
        {
          const KkbGrant *grant = kkb_facts_grant (copy->facts, *id);

          kkb_json_open (json, NULL, '{');
          kkb_json_put_text (json, "name", grant != NULL ? grant->name : "");
          kkb_json_put_text (json, "type", grant != NULL ? grant->type : "");
          kkb_json_close (json, '}');
        }
      kkb_json_close (json, ']');
    }
  kkb_json_open (json, "budget_lines", '[');
  for (guint i = 0; i < project->n_budget_lines; i++)
    {
      kkb_json_open (json, NULL, '{');
      put_texts (copy, kkb_json_budget, &project->budget_lines[i]);
      kkb_json_close (json, '}');
    }
  kkb_json_close (json, ']');
  kkb_json_open (json, "staff", '[');
  for (guint i = 0; i < project->n_staff; i++)
    {
      kkb_json_open (json, NULL, '{');
      kkb_json_put_int (json, "fy", project->staff[i].fy);
      kkb_json_put_int (json, "kind", project->staff[i].kind);
      put_decimal (copy, "staff", project->staff[i].staff);
      put_decimal (copy, "unit_cost", project->staff[i].unit_cost);
      kkb_json_close (json, '}');
    }
  kkb_json_close (json, ']');
  kkb_json_open (json, "outputs", '[');
  for (guint i = 0; i < project->n_outputs; i++)
    {
      kkb_json_open (json, NULL, '{');
      kkb_json_put_int (json, "fy", project->outputs[i].fy);
      kkb_json_put_text (json, "text", project->outputs[i].text);
      kkb_json_close (json, '}');
    }
  kkb_json_close (json, ']');
  put_money (copy, project);
  kkb_json_close (json, '}');
}

static void
put_pictures (Copy *copy, const KkbNode *node)
{
  if (node->pictures->len == 0)
    return;
  kkb_json_open (&copy->json, "pictures", '[');
  for (guint i = 0; i < node->pictures->len && copy->error == NULL; i++)
    {
      const KkbPicture *picture = g_ptr_array_index (node->pictures, i);
      g_autoptr (GBytes) data = kkb_store_picture_data (kkb_document_store (copy->doc), picture->id, &copy->error);
      g_autofree char *text
          = data != NULL ? g_base64_encode (g_bytes_get_data (data, NULL), g_bytes_get_size (data)) : NULL;

      if (text == NULL)
        continue;
      copy->picture_bytes += strlen (text);
      if (copy->picture_bytes > MAX_PICTURES)
        g_set_error_literal (
            &copy->error, KKB_ERROR, KKB_ERROR_INPUT,
            _ ("The pictures below this item are too large to be copied together. Copy its items one by one."));
      kkb_json_open (&copy->json, NULL, '{');
      kkb_json_put_text (&copy->json, "caption", picture->caption);
      kkb_json_put_text (&copy->json, "data", text);
      kkb_json_close (&copy->json, '}');
    }
  kkb_json_close (&copy->json, ']');
}

static void
put_named_texts (Copy *copy, const KkbNamedText *texts)
{
  if (texts->name == 0)
    return;
  kkb_json_open (&copy->json, "texts", '[');
  for (; texts->name != 0; texts++)
    {
      kkb_json_open (&copy->json, NULL, '{');
      kkb_json_put_text (&copy->json, "name", name_of (copy->facts, KKB_ENTITY_WORD, texts->name));
      kkb_json_put_text (&copy->json, "text", texts->text);
      kkb_json_close (&copy->json, '}');
    }
  kkb_json_close (&copy->json, ']');
}

static void
put_node (Copy *copy, const KkbNode *node)
{
  KkbJsonWriter *json = &copy->json;

  put_id (copy, "id", node->id);
  kkb_json_put_int (json, "level", node->level + 1);
  put_texts (copy, kkb_json_node, node);
  kkb_json_put_int (json, "start_fy", node->more->start_fy);
  kkb_json_put_int (json, "end_fy", node->more->end_fy);
  kkb_json_put_int (json, "sdgs", node->more->sdgs);
  put_names (copy, "departments", KKB_ENTITY_DEPARTMENT, node->departments);
  put_names (copy, "tags", KKB_ENTITY_WORD, node->more->tags);
  put_ids (copy, "references", node->more->references);
  put_named_texts (copy, node->more->texts);
  if (node->project != NULL)
    put_project (copy, node->project);
  put_pictures (copy, node);
  put_placements (copy, node);
  if (node->children->len == 0)
    return;
  kkb_json_open (json, "children", '[');
  for (guint i = 0; i < node->children->len; i++)
    {
      kkb_json_open (json, NULL, '{');
      put_node (copy, g_ptr_array_index (node->children, i));
      kkb_json_close (json, '}');
    }
  kkb_json_close (json, ']');
}

char *
kkb_tree_copy (KkbDocument *doc, KkbId id, GError **error)
{
  const KkbFacts *facts = kkb_document_facts (doc);
  const KkbNode *node = kkb_facts_node (facts, id);
  g_autoptr (GPtrArray) indicators = g_ptr_array_new ();
  g_autoptr (GString) out = g_string_new (NULL);
  Copy copy = { { out, FALSE }, doc, facts, 0, indicators, 0, NULL };

  if (node == NULL)
    {
      g_set_error_literal (error, KKB_ERROR, KKB_ERROR_NOT_FOUND, _ ("This item is not in the document any more"));
      return NULL;
    }
  copy.plan = node->plan;
  kkb_json_open (&copy.json, NULL, '{');
  kkb_json_put_text (&copy.json, "keikakubo", "tree");
  kkb_json_put_int (&copy.json, "version", KKB_TREE_JSON_VERSION);
  kkb_json_put_text (&copy.json, "document", kkb_document_uuid (doc));
  kkb_json_open (&copy.json, "node", '{');
  put_node (&copy, node);
  kkb_json_close (&copy.json, '}');
  kkb_json_open (&copy.json, "indicators", '[');
  for (guint i = 0; i < indicators->len; i++)
    put_indicator (&copy, g_ptr_array_index (indicators, i));
  kkb_json_close (&copy.json, ']');
  kkb_json_close (&copy.json, '}');
  if (copy.error != NULL)
    {
      g_propagate_error (error, copy.error);
      return NULL;
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}
