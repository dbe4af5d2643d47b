/* kkb-store-put.c - writing entities. All are "insert or update by key"; a row that is equal already leaves no trace in
 * the changeset. Lists (departments, levels, bands, grants) are replaced as a whole, which leaves none either where
 * they agree. What few entities have is written by kkb-store-put-more.c. */
#include "kkb-store-put.h"
#include <glib/gi18n-lib.h>

enum
{
  NEXT_DEPARTMENT,
  NEXT_GRANT,
  NEXT_INDICATOR
};

/* The end of the document's order, asked once per command. */
static gboolean
next_position (KkbStore *store, guint which, gint64 *position, GError **error)
{
  static const char *const sqls[] = { "SELECT coalesce (max (position), 0) FROM department",
                                      "SELECT coalesce (max (position), 0) FROM grant_program",
                                      "SELECT coalesce (max (position), 0) FROM indicator" };

  if (store->next_position[which] == 0
      && !kkb_store_query_int (store->db, sqls[which], &store->next_position[which], error))
    return FALSE;
  *position = MIN (++store->next_position[which], G_MAXINT32);
  return TRUE;
}

static gboolean
put_levels (KkbStore *store, const KkbPlan *plan, GError **error)
{
  g_auto (KkbStatement) insert = KKB_STATEMENT_INIT;

  if (!kkb_put_delete_of (store, "DELETE FROM plan_level WHERE plan = ?", plan->id, error)
      || !kkb_statement_init (&insert, store, "INSERT INTO plan_level (plan, position, name) VALUES (?, ?, ?)", error))
    return FALSE;
  for (int i = 0; plan->levels != NULL && plan->levels[i] != NULL; i++)
    {
      kkb_bind_int (&insert, plan->id);
      kkb_bind_int (&insert, i);
      kkb_bind_text (&insert, plan->levels[i]);
      if (!kkb_statement_run (&insert, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
put_bands (KkbStore *store, const KkbEdition *edition, GError **error)
{
  g_auto (KkbStatement) insert = KKB_STATEMENT_INIT;

  if (!kkb_put_delete_of (store, "DELETE FROM edition_band WHERE edition = ?", edition->id, error)
      || !kkb_statement_init (
          &insert, store,
          "INSERT INTO edition_band (edition, position, label, condition, strict, state, threshold) "
          "VALUES (?, ?, ?, ?, ?, ?, ?)",
          error))
    return FALSE;
  for (int i = 0; i < edition->rules.n_bands; i++)
    {
      const KkbBand *band = &edition->rules.bands[i];

      kkb_bind_int (&insert, edition->id);
      kkb_bind_int (&insert, i);
      kkb_bind_text (&insert, band->label);
      kkb_bind_text (&insert, kkb_word_condition (band->condition));
      kkb_bind_int (&insert, band->strict != 0);
      kkb_bind_text (&insert, kkb_word_state (band->state));
      kkb_bind_decimal (&insert, band->threshold);
      if (!kkb_statement_run (&insert, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
put_project (KkbStore *store, const KkbNode *node, GError **error)
{
  g_auto (KkbStatement) put = KKB_STATEMENT_INIT;
  const KkbProject *project = node->project;

  if (project == NULL)
    return kkb_store_delete (store, KKB_TABLE_PROJECT, node->id, error);
  if (!kkb_statement_init (
          &put, store,
          "INSERT INTO project (node, status, category, summary, period, start_fy, end_fy, note) VALUES (?, ?, ?, "
          "?, ?, ?, ?, ?) ON CONFLICT (node) DO UPDATE SET status = excluded.status, category = excluded.category, "
          "summary = excluded.summary, period = excluded.period, start_fy = excluded.start_fy, end_fy = "
          "excluded.end_fy, note = excluded.note",
          error))
    return FALSE;
  kkb_bind_int (&put, node->id);
  kkb_bind_text (&put, project->status);
  kkb_bind_text (&put, project->category);
  kkb_bind_text (&put, project->summary);
  kkb_bind_text (&put, project->period);
  kkb_bind_int (&put, project->start_fy);
  kkb_bind_int (&put, project->end_fy);
  kkb_bind_text (&put, project->note);
  return kkb_statement_run (&put, error) && kkb_put_project_lists (store, node->id, project, error);
}

/* The goals as "8,9,17". Free with g_free(). */
static char *
print_sdgs (guint32 sdgs)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint goal = 1; goal <= 17; goal++)
    if (sdgs & 1u << goal)
      g_string_append_printf (text, "%s%u", text->len > 0 ? "," : "", goal);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* ---- public ---- */

gboolean
kkb_store_put_plan (KkbStore *store, const KkbPlan *plan, gint32 position, GError **error)
{
  g_auto (KkbStatement) put = KKB_STATEMENT_INIT;

  if (!kkb_statement_init (
          &put, store,
          "INSERT INTO plan (id, position, title, organization, published, review, review_body, note, start_fy, "
          "end_fy) "
          "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET position = excluded.position, title = "
          "excluded.title, organization = excluded.organization, published = excluded.published, review = "
          "excluded.review, review_body = excluded.review_body, note = excluded.note, start_fy = excluded.start_fy, "
          "end_fy = excluded.end_fy",
          error))
    return FALSE;
  kkb_bind_int (&put, plan->id);
  kkb_bind_int (&put, position);
  kkb_bind_text (&put, plan->title);
  kkb_bind_text (&put, plan->organization);
  kkb_bind_text (&put, plan->published);
  kkb_bind_text (&put, plan->review);
  kkb_bind_text (&put, plan->review_body);
  kkb_bind_text (&put, plan->note);
  kkb_bind_int (&put, plan->start_fy);
  kkb_bind_int (&put, plan->end_fy);
  return kkb_statement_run (&put, error) && put_levels (store, plan, error)
         && kkb_put_ids (
             store, "DELETE FROM plan_department WHERE plan = ?",
             "INSERT INTO plan_department (plan, department, position) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
             plan->id, plan->departments, error)
         && kkb_put_plan_texts (store, plan, error);
}

gboolean
kkb_store_put_link (KkbStore *store, const KkbPlanLink *link, gint32 position, GError **error)
{
  g_auto (KkbStatement) put = KKB_STATEMENT_INIT;

  if (!kkb_statement_init (&put, store,
                           "INSERT INTO plan_link (id, plan, position, kind, text, other) VALUES (?, ?, ?, ?, ?, ?) ON "
                           "CONFLICT (id) DO UPDATE SET plan = excluded.plan, position = excluded.position, kind = "
                           "excluded.kind, text = excluded.text, other = excluded.other",
                           error))
    return FALSE;
  kkb_bind_int (&put, link->id);
  kkb_bind_id (&put, link->plan);
  kkb_bind_int (&put, position);
  kkb_bind_text (&put, kkb_word_link (link->kind));
  kkb_bind_text (&put, link->text);
  kkb_bind_id (&put, link->other);
  return kkb_statement_run (&put, error);
}

gboolean
kkb_store_put_edition (KkbStore *store, const KkbEdition *edition, gint32 position, GError **error)
{
  g_auto (KkbStatement) put = KKB_STATEMENT_INIT;
  const KkbRules *rules = &edition->rules;

  if (!kkb_statement_init (
          &put, store,
          "INSERT INTO edition (id, plan, position, name, fy, rules, seen_at, method, yardstick, rounding, decimals, "
          "band_from_rounded, exact_year, suggest_only, percent_mode, tolerance, weighted) VALUES (?, ?, ?, ?, ?, ?, "
          "?, ?, "
          "?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET plan = excluded.plan, position = "
          "excluded.position, "
          "name = excluded.name, fy = excluded.fy, rules = excluded.rules, seen_at = excluded.seen_at, method = "
          "excluded.method, yardstick = excluded.yardstick, rounding = excluded.rounding, decimals = "
          "excluded.decimals, "
          "band_from_rounded = excluded.band_from_rounded, exact_year = excluded.exact_year, suggest_only = "
          "excluded.suggest_only, percent_mode = excluded.percent_mode, tolerance = excluded.tolerance, weighted = "
          "excluded.weighted",
          error))
    return FALSE;
  kkb_bind_int (&put, edition->id);
  kkb_bind_id (&put, edition->plan);
  kkb_bind_int (&put, position);
  kkb_bind_text (&put, edition->name);
  kkb_bind_int (&put, edition->fy);
  kkb_bind_text (&put, rules->name);
  kkb_bind_text (&put, rules->seen_at);
  kkb_bind_text (&put, kkb_word_method (rules->method));
  kkb_bind_text (&put, kkb_word_yardstick (rules->yardstick));
  kkb_bind_text (&put, kkb_word_rounding (rules->rounding));
  kkb_bind_int (&put, rules->decimals);
  kkb_bind_int (&put, rules->band_from_rounded != 0);
  kkb_bind_int (&put, rules->exact_year != 0);
  kkb_bind_int (&put, rules->suggest_only != 0);
  kkb_bind_text (&put, kkb_word_percent (rules->percent_mode));
  if (rules->has_tolerance)
    kkb_bind_decimal (&put, rules->tolerance);
  else
    kkb_bind_null (&put);
  kkb_bind_int (&put, rules->weighted != 0);
  return kkb_statement_run (&put, error) && put_bands (store, edition, error);
}

gboolean
kkb_store_put_node (KkbStore *store, const KkbNode *node, GError **error)
{
  g_auto (KkbStatement) put = KKB_STATEMENT_INIT;
  g_autofree char *sdgs = print_sdgs (node->more != NULL ? node->more->sdgs : 0);

  if (!kkb_statement_init (
          &put, store,
          "INSERT INTO node (id, plan, parent, position, level, code, label, title, start_fy, end_fy, sdgs) VALUES (?, "
          "?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET plan = excluded.plan, parent = "
          "excluded.parent, position = excluded.position, level = excluded.level, code = excluded.code, label = "
          "excluded.label, title = excluded.title, start_fy = excluded.start_fy, end_fy = excluded.end_fy, sdgs = "
          "excluded.sdgs",
          error))
    return FALSE;
  kkb_bind_int (&put, node->id);
  kkb_bind_id (&put, node->plan);
  kkb_bind_id (&put, node->parent_id);
  kkb_bind_int (&put, node->position);
  if (node->level == 255)
    kkb_bind_null (&put);
  else
    kkb_bind_int (&put, node->level);
  kkb_bind_text (&put, node->code);
  kkb_bind_text (&put, node->label);
  kkb_bind_text (&put, node->title);
  kkb_bind_int (&put, node->more != NULL ? node->more->start_fy : KKB_FY_NONE);
  kkb_bind_int (&put, node->more != NULL ? node->more->end_fy : KKB_FY_NONE);
  kkb_bind_text (&put, sdgs);
  return kkb_statement_run (&put, error)
         && kkb_put_ids (
             store, "DELETE FROM node_department WHERE node = ?",
             "INSERT INTO node_department (node, department, position) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
             node->id, node->departments, error)
         && kkb_put_node_lists (store, node, error) && put_project (store, node, error);
}

gboolean
kkb_store_put_money (KkbStore *store, const KkbMoney *money, gint32 position, GError **error)
{
  g_auto (KkbStatement) put = KKB_STATEMENT_INIT;

  if (!kkb_statement_init (
          &put, store,
          "INSERT INTO money (id, project, position, fy, kind, number, item, source, yen) VALUES (?, ?, "
          "?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET project = excluded.project, position = "
          "excluded.position, fy = excluded.fy, kind = excluded.kind, number = excluded.number, item = "
          "excluded.item, source = excluded.source, yen = excluded.yen",
          error))
    return FALSE;
  kkb_bind_int (&put, money->id);
  kkb_bind_id (&put, money->project);
  kkb_bind_int (&put, position);
  kkb_bind_int (&put, money->fy);
  kkb_bind_text (&put, kkb_word_money (money->kind));
  kkb_bind_text (&put, money->number);
  kkb_bind_text (&put, money->item);
  kkb_bind_text (&put, money->source);
  kkb_bind_decimal (&put, money->yen);
  return kkb_statement_run (&put, error);
}

gboolean
kkb_store_put_department (KkbStore *store, const KkbDepartment *department, GError **error)
{
  g_auto (KkbStatement) put = KKB_STATEMENT_INIT;
  gint64 position;

  if (!next_position (store, NEXT_DEPARTMENT, &position, error)
      || !kkb_statement_init (&put, store,
                              "INSERT INTO department (id, position, name) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE "
                              "SET name = excluded.name",
                              error))
    return FALSE;
  kkb_bind_int (&put, department->id);
  kkb_bind_int (&put, position);
  kkb_bind_text (&put, department->name);
  return kkb_statement_run (&put, error) && kkb_put_former_names (store, department, error);
}

gboolean
kkb_store_put_grant (KkbStore *store, const KkbGrant *grant, GError **error)
{
  g_auto (KkbStatement) put = KKB_STATEMENT_INIT;
  gint64 position;

  if (!next_position (store, NEXT_GRANT, &position, error)
      || !kkb_statement_init (
          &put, store,
          "INSERT INTO grant_program (id, position, name, type) VALUES (?, ?, ?, ?) ON CONFLICT (id) "
          "DO UPDATE SET name = excluded.name, type = excluded.type",
          error))
    return FALSE;
  kkb_bind_int (&put, grant->id);
  kkb_bind_int (&put, position);
  kkb_bind_text (&put, grant->name);
  kkb_bind_text (&put, grant->type);
  return kkb_statement_run (&put, error);
}

gboolean
kkb_store_put_indicator (KkbStore *store, const KkbIndicator *indicator, GError **error)
{
  g_auto (KkbStatement) put = KKB_STATEMENT_INIT;
  gint64 position;

  if (!next_position (store, NEXT_INDICATOR, &position, error)
      || !kkb_statement_init (
          &put, store,
          "INSERT INTO indicator (id, position, code, name, unit, meaning, source, rationale, release, note, "
          "direction, series, role, period_kind, weight, tolerance, formula, decimals, release_month) VALUES (?, ?, ?, "
          "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET code = excluded.code, name = "
          "excluded.name, unit = excluded.unit, meaning = excluded.meaning, source = excluded.source, rationale = "
          "excluded.rationale, release = excluded.release, note = excluded.note, direction = excluded.direction, "
          "series = excluded.series, role = excluded.role, period_kind = excluded.period_kind, weight = "
          "excluded.weight, tolerance = excluded.tolerance, formula = excluded.formula, decimals = excluded.decimals, "
          "release_month = excluded.release_month",
          error))
    return FALSE;
  kkb_bind_int (&put, indicator->id);
  kkb_bind_int (&put, position);
  kkb_bind_text (&put, indicator->code);
  kkb_bind_text (&put, indicator->name);
  kkb_bind_text (&put, indicator->unit);
  kkb_bind_text (&put, indicator->meaning);
  kkb_bind_text (&put, indicator->source);
  kkb_bind_text (&put, indicator->rationale);
  kkb_bind_text (&put, indicator->release);
  kkb_bind_text (&put, indicator->note);
  kkb_bind_text (&put, kkb_word_direction (indicator->direction));
  kkb_bind_text (&put, kkb_word_series (indicator->series));
  kkb_bind_text (&put, kkb_word_role (indicator->role));
  kkb_bind_text (&put, kkb_word_period (indicator->period_kind));
  if (indicator->has_weight)
    kkb_bind_decimal (&put, indicator->weight);
  else
    kkb_bind_null (&put);
  if (indicator->has_tolerance)
    kkb_bind_decimal (&put, indicator->tolerance);
  else
    kkb_bind_null (&put);
  kkb_bind_text (&put, kkb_word_formula (indicator->more != NULL ? indicator->more->formula : KKB_COMPUTED_NONE));
  kkb_bind_int (&put, indicator->more != NULL ? indicator->more->decimals : 1);
  kkb_bind_int (&put, indicator->more != NULL ? indicator->more->release_month : 0);
  return kkb_statement_run (&put, error)
         && kkb_put_ids (
             store, "DELETE FROM indicator_department WHERE indicator = ?",
             "INSERT INTO indicator_department (indicator, department, position) VALUES (?, ?, ?) ON CONFLICT DO "
             "NOTHING",
             indicator->id, indicator->departments, error)
         && kkb_put_indicator_lists (store, indicator, error);
}
