/* kkb-command-values.c - one value from what a person typed, and the rule set of an edition. Everything is read and
 * refused before there is a command, so that a command that exists only fails for the disk. */
#include "kkb-document-private.h"
#include "kkb-draft.h"
#include "kkb-typed.h"
#include <glib/gi18n-lib.h>

typedef struct
{
  KkbId edition;
  KkbRules rules;
  GStringChunk *strings;
} SetRules;

static void
set_rules_free (gpointer data)
{
  SetRules *set = data;

  g_string_chunk_free (set->strings);
  g_free (set);
}

static gboolean
run_set_rules (KkbStore *store, KkbFacts *facts, gpointer data, GError **error)
{
  const SetRules *set = data;

  for (guint i = 0; i < facts->plans->len; i++)
    {
      const KkbPlan *plan = g_ptr_array_index (facts->plans, i);

      for (guint k = 0; k < plan->editions->len; k++)
        {
          KkbEdition edition = *(const KkbEdition *)g_ptr_array_index (plan->editions, k);

          if (edition.id == set->edition)
            {
              edition.rules = set->rules;
              return kkb_store_put_edition (store, &edition, (gint32)k, error);
            }
        }
    }
  g_set_error_literal (error, KKB_ERROR, KKB_ERROR_NOT_FOUND, _ ("This edition is not in the document"));
  return FALSE;
}

/* "実績の入力（従業者数 令和3年度）"; where the figure was computed from what was typed, that as well: "（従業者数
 * 令和3年度：=120+35）". */
static char *
make_label (const KkbIndicator *indicator, KkbField field, int fy, gboolean clear, const char *typed)
{
  static const char *const enter[] = { N_ ("Enter actual (%s)"), N_ ("Enter target (%s)"), N_ ("Enter baseline (%s)"),
                                       N_ ("Enter reference value (%s)") };
  static const char *const clears[] = { N_ ("Clear actual (%s)"), N_ ("Clear target (%s)"), N_ ("Clear baseline (%s)"),
                                        N_ ("Clear reference value (%s)") };
  g_autofree char *year
      = fy != KKB_FY_NONE ? kkb_fy_format (fy, KKB_YEARS_WAREKI, indicator->period_kind, FALSE) : NULL;
  g_autofree char *of = year != NULL ? g_strdup_printf ("%s %s", indicator->name, year) : g_strdup (indicator->name);
  /* Translators: what a figure is of, and the sum it was computed from */
  g_autofree char *what = typed != NULL ? g_strdup_printf (_ ("%s: typed %s"), of, typed) : g_strdup (of);

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  return g_strdup_printf (_ (clear ? clears[field] : enter[field]), what);
#pragma GCC diagnostic pop
}

KkbCommand *
kkb_command_set_value (KkbDocument *doc, KkbId plan, KkbId indicator, KkbField field, int fy, const char *text,
                       GError **error)
{
  g_autoptr (KkbDraft) draft = kkb_draft_new (doc);
  const KkbIndicator *owner = kkb_facts_indicator (kkb_draft_facts (draft), indicator);
  g_autofree char *label = NULL;
  g_auto (KkbQuantity) q = { 0 };
  const KkbFacts *facts;
  const KkbValue *value;

  if (!kkb_draft_type_value (draft, plan, indicator, field, fy, text, error))
    return NULL;
  value = kkb_draft_value (draft, plan, indicator, field, fy, &facts);
  if (field == KKB_FIELD_BASELINE && fy == KKB_FY_NONE && value != NULL)
    fy = value->fy;
  if (text != NULL)
    kkb_read_typed (text, owner, field, fy, &q, NULL); /* or it was typed as it stands: then nothing was computed */
  label = make_label (owner, field, fy, value == NULL, q.expression);
  return kkb_draft_finish (g_steal_pointer (&draft), label, error);
}

KkbCommand *
kkb_command_set_rules (KkbDocument *doc, KkbId edition, const KkbRules *rules)
{
  SetRules *set = g_new0 (SetRules, 1);
  g_autofree char *label = g_strdup_printf (_ ("Change of the rule set (%s)"), rules->name);

  set->edition = edition;
  set->strings = g_string_chunk_new (256);
  set->rules = *rules;
  set->rules.name = g_string_chunk_insert (set->strings, rules->name);
  set->rules.seen_at = g_string_chunk_insert (set->strings, rules->seen_at);
  for (guint i = 0; i < rules->n_bands; i++)
    set->rules.bands[i].label = g_string_chunk_insert (set->strings, rules->bands[i].label);
  return kkb_command_new (label, run_set_rules, set, set_rules_free);
}
