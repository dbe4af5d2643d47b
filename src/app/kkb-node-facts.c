/* kkb-node-facts.c - see kkb-node-facts.h */
#include "kkb-node-facts.h"
#include <glib/gi18n-lib.h>

static char *
department_names (const KkbFacts *facts, const KkbId *ids)
{
  GString *text = g_string_new (NULL);

  for (; *ids; ids++)
    g_string_append_printf (text, "%s%s", text->len ? "、" : "", kkb_facts_department (facts, *ids)->name);
  return g_string_free (text, FALSE);
}

static char *
grant_names (const KkbFacts *facts, const KkbId *ids)
{
  GString *text = g_string_new (NULL);

  for (; *ids; ids++)
    g_string_append_printf (text, "%s%s", text->len ? "、" : "", kkb_facts_grant (facts, *ids)->name);
  return g_string_free (text, FALSE);
}

/* 円 as entered; a line an item. */
static char *
money_lines (const KkbProject *project, const KkbFormat *format)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < project->money->len; i++)
    {
      const KkbMoney *money = g_ptr_array_index (project->money, i);
      g_autofree char *yen = kkb_decimal_format (money->yen, format);
      g_autofree char *year = money->fy
                                  ? kkb_fy_format (money->fy, format->years, KKB_PERIOD_FISCAL, format->keep_heisei31)
                                  : g_strdup ("");
      g_string_append_printf (text, "%s%s%s%s %s円（%s%s%s%s）", text->len ? "\n" : "", money->number,
                              *money->number ? " " : "", money->item, yen, year, kkb_money_kind_word (money->kind),
                              *money->source ? "、" : "", money->source);
    }
  return g_string_free (text, FALSE);
}

static void
tell (const char *head, const char *text, KkbNodeFactFunc func, gpointer data)
{
  if (text && *text)
    func (head, text, data);
}

void
kkb_node_facts_foreach (const KkbFacts *facts, const KkbNode *node, const KkbFormat *format, KkbNodeFactFunc func,
                        gpointer data)
{
  const KkbProject *project = node->project;
  g_autofree char *departments = department_names (facts, node->departments);

  tell (_ ("Department"), departments, func, data);
  if (project)
    {
      g_autofree char *grants = grant_names (facts, project->grants);
      g_autofree char *money = money_lines (project, format);
      g_autofree char *years = project->start_fy
                                   ? kkb_fy_format_period (project->start_fy, project->end_fy, format->years)
                                   : g_strdup ("");
      tell (_ ("New or continued"), project->status, func, data);
      tell (_ ("Category"), project->category, func, data);
      tell (_ ("Grant"), grants, func, data);
      tell (_ ("Period"), *project->period ? project->period : years, func, data);
      tell (_ ("Expenditures"), money, func, data);
      tell (_ ("Summary"), project->summary, func, data);
      tell (_ ("Note"), project->note, func, data);
    }
}

static void
append_line (const char *head, const char *text, gpointer data)
{
  GString *lines = data;

  g_string_append_printf (lines, "%s%s: %s", lines->len ? "\n" : "", head, text);
}

char *
kkb_node_facts_text (const KkbFacts *facts, const KkbNode *node, const KkbFormat *format)
{
  GString *lines = g_string_new (NULL);

  kkb_node_facts_foreach (facts, node, format, append_line, lines);
  return g_string_free (lines, FALSE);
}
