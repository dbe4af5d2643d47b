/* The sheets 体系, 事業 and 経費 of the standard workbook. */
#include "kkb-export-private.h"
#include <string.h>

#define NO_LEVEL 255

static guint
n_levels (const KkbPlan *plan)
{
  guint n = 0;
  while (plan->levels && plan->levels[n])
    n++;
  return n;
}

/* Ancestors at their level's column, － where a level is skipped, the node itself as the last cell. */
static void
write_path (KkbExport *export, const KkbNode *node)
{
  guint n = n_levels (export->plan), last = node->level == NO_LEVEL ? n : node->level;
  for (guint level = 0; level <= n; level++)
    {
      const KkbNode *at = node;
      while (at && (at->level == NO_LEVEL ? n : at->level) != level)
        at = at->parent;
      if (level > last)
        kkb_export_skip (export, 1);
      else if (at)
        kkb_export_take (export, kkb_node_printed (at));
      else
        kkb_export_text (export, "－");
    }
}

static gboolean
write_node (KkbExport *export, const KkbNode *node)
{
  if (!node->project)
    {
      write_path (export, node);
      kkb_export_text (export, node->code);
      kkb_export_text (export, node->label);
      kkb_export_take (export, kkb_export_departments (export, node->departments));
      kkb_export_int (export, node->position);
      if (!kkb_export_end_row (export))
        return FALSE;
    }
  for (guint i = 0; i < node->children->len; i++)
    if (!write_node (export, g_ptr_array_index (node->children, i)))
      return FALSE;
  return TRUE;
}

static gboolean
each_project (KkbExport *export, const GPtrArray *nodes, gboolean (*write) (KkbExport *, const KkbNode *))
{
  for (guint i = 0; i < nodes->len; i++)
    {
      const KkbNode *node = g_ptr_array_index (nodes, i);
      if ((node->project && !write (export, node)) || !each_project (export, node->children, write))
        return FALSE;
    }
  return TRUE;
}

static void
write_grants (KkbExport *export, const KkbProject *project)
{
  g_autoptr (GString) names = g_string_new (NULL);
  g_autoptr (GString) types = g_string_new (NULL);
  gboolean typed = FALSE;
  for (const KkbId *id = project->grants; *id; id++)
    {
      const KkbGrant *grant = kkb_facts_grant (export->facts, *id);
      if (!grant)
        continue;
      const char *comma = names->len > 0 ? "、" : "";
      g_string_append_printf (names, "%s%s", comma, grant->name);
      g_string_append_printf (types, "%s%s", comma, grant->type);
      typed = typed || *grant->type;
    }
  kkb_export_text (export, names->str);
  kkb_export_text (export, typed ? types->str : "");
}

static gboolean
write_project (KkbExport *export, const KkbNode *node)
{
  const KkbProject *project = node->project;
  kkb_export_text (export, node->code);
  kkb_export_take (export, node->parent ? kkb_import_write_reference (export->index, node->parent) : g_strdup (""));
  kkb_export_text (export, project->status);
  kkb_export_text (export, node->label);
  kkb_export_text (export, node->title);
  kkb_export_text (export, project->category);
  kkb_export_text (export, project->summary);
  kkb_export_take (export, kkb_export_departments (export, node->departments));
  write_grants (export, project);
  kkb_export_text (export, project->period);
  kkb_export_year (export, project->start_fy);
  kkb_export_year (export, project->end_fy);
  kkb_export_text (export, node->level < n_levels (export->plan) ? export->plan->levels[node->level] : "－");
  kkb_export_int (export, node->position);
  kkb_export_text (export, project->note);
  return kkb_export_end_row (export);
}

static gboolean
write_project_money (KkbExport *export, const KkbNode *node)
{
  for (guint i = 0; i < node->project->money->len; i++)
    {
      const KkbMoney *money = g_ptr_array_index (node->project->money, i);
      kkb_export_take (export, kkb_import_write_reference (export->index, node));
      kkb_export_text (export, money->number);
      kkb_export_year (export, money->fy);
      kkb_export_text (export, money->item);
      kkb_export_decimal (export, money->yen);
      kkb_export_text (export, kkb_money_kind_word (money->kind));
      kkb_export_text (export, money->source);
      if (!kkb_export_end_row (export))
        return FALSE;
    }
  return TRUE;
}

gboolean
kkb_export_tree (KkbExport *export)
{
  static const char *const tail[] = { "階層なし", "ID", "番号", "担当課", "並び順" };
  const KkbPlan *plan = export->plan;
  g_autoptr (GPtrArray) heads = g_ptr_array_new ();
  for (guint i = 0; i < n_levels (plan); i++)
    g_ptr_array_add (heads, (gpointer)plan->levels[i]);
  for (guint i = 0; i < G_N_ELEMENTS (tail); i++)
    g_ptr_array_add (heads, (gpointer)tail[i]);
  g_ptr_array_add (heads, NULL);
  kkb_export_sheet (export, "体系", (const char *const *)heads->pdata);
  for (guint i = 0; i < plan->roots->len; i++)
    if (!write_node (export, g_ptr_array_index (plan->roots, i)))
      return FALSE;
  return TRUE;
}

gboolean
kkb_export_projects (KkbExport *export)
{
  static const char *const heads[]
      = { "ID",           "位置",     "区分",     "番号",     "推進事業", "属性",   "概要", "担当課", "交付金名称",
          "交付金の種類", "実施期間", "開始年度", "終了年度", "階層",     "並び順", "備考", NULL };
  kkb_export_sheet (export, "事業", heads);
  return each_project (export, export->plan->roots, write_project);
}

gboolean
kkb_export_money (KkbExport *export)
{
  static const char *const heads[] = { "事業", "番号", "年度", "内訳", "金額（円）", "区分", "財源", NULL };
  kkb_export_sheet (export, "経費", heads);
  return each_project (export, export->plan->roots, write_project_money);
}
