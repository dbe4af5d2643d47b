/* kkb-cli-evaluate.c - keikakubo-cli evaluate: one line per placement, or the summary. */
#include "kkb-check.h"
#include "kkb-cli.h"
#include "kkb-error.h"
#include "kkb-figures.h"
#include "kkb-text.h"
#include <glib/gi18n-lib.h>

typedef struct
{
  char *plan, *fy, *rule, *method, *bands, *rounding, *yardstick, *format;
  int decimals;
  gboolean final, summary;
} Options;

static const char *const row_keys[]
    = { "plan",   "id",        "node",   "indicator", "unit",      "baseline",    "baseline_as_of",
        "target", "target_fy", "actual", "actual_fy", "state",     "attainment",  "progress",
        "rate",   "rule",      "met",    "rating",    "repeat_of", "explanation", NULL };
static const char *const summary_keys[] = { "plan", "node", "rating", "count", "percent", NULL };

static void
options_clear (Options *options)
{
  g_free (options->plan);
  g_free (options->fy);
  g_free (options->rule);
  g_free (options->method);
  g_free (options->bands);
  g_free (options->rounding);
  g_free (options->yardstick);
  g_free (options->format);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static gboolean
wrong (GError **error, const char *option, const char *value)
{
  g_set_error (error, KKB_ERROR, KKB_ERROR_USAGE, _ ("%s does not know “%s”. See keikakubo-cli --help."), option,
               value);
  return FALSE;
}

/* Ratings that were typed here and can never be given are told, and used as typed. */
static void
tell_odd_ratings (const KkbRules *rules)
{
  g_autoptr (GPtrArray) issues = kkb_rules_check (rules);

  for (guint i = 0; i < issues->len; i++)
    kkb_cli_problem ("%s", (const char *)g_ptr_array_index (issues, i));
}

/* RULES come in as the edition's; --rule replaces them, the other options override. */
static gboolean
apply_options (const Options *options, KkbRules *rules, GError **error)
{
  KkbMethod method;
  KkbYardstick yardstick;
  KkbRounding rounding;

  if (options->rule)
    {
      const KkbRules *preset = kkb_rules_find_preset (options->rule);
      if (!preset)
        return wrong (error, "--rule", options->rule);
      *rules = *preset;
    }
  if (options->method)
    {
      if (!kkb_method_from_word (options->method, &method) || method == KKB_METHOD_MANUAL || method == KKB_METHOD_NONE
          || method == KKB_METHOD_DEFAULT)
        return wrong (error, "--method", options->method);
      rules->method = method;
    }
  if (options->yardstick)
    {
      if (!kkb_yardstick_from_word (options->yardstick, &yardstick))
        return wrong (error, "--yardstick", options->yardstick);
      rules->yardstick = yardstick;
    }
  if (options->rounding)
    {
      if (!kkb_rounding_from_word (options->rounding, &rounding))
        return wrong (error, "--rounding", options->rounding);
      rules->rounding = rounding;
    }
  if (options->decimals >= 0)
    {
      if (options->decimals > 6)
        {
          g_set_error (error, KKB_ERROR, KKB_ERROR_USAGE, _ ("--decimals takes a number from 0 to 6."));
          return FALSE;
        }
      rules->decimals = options->decimals;
    }
  if (!options->bands)
    return TRUE;
  if (!kkb_rules_parse_bands (rules, options->bands, NULL, error))
    return FALSE;
  tell_odd_ratings (rules);
  return TRUE;
}

static const char *
rule_word (const KkbResult *result)
{
  return kkb_method_word (result->method);
}

static char *
year_text (int fy)
{
  return fy == KKB_FY_NONE ? g_strdup ("") : g_strdup_printf ("%d", fy);
}

static char *
as_of_text (const KkbFacts *facts, const KkbValue *baseline)
{
  const KkbValueMore *more = kkb_value_more (facts, baseline);

  return more && *more->as_of ? g_strdup (more->as_of) : year_text (baseline->fy);
}

static void
print_row (KkbCliTable *table, KkbReview *review, const KkbReviewRow *row)
{
  const KkbFacts *facts = kkb_review_facts (review);
  const KkbPlacement *p = row->placement;
  const KkbResult *r = row->result;
  const KkbFormat format = { KKB_YEARS_WAREKI, KKB_NEGATIVE_MINUS, FALSE };
  const KkbValue *baseline = kkb_placement_baseline (p);
  const KkbPlacement *origin = kkb_indicator_origin (p->indicator);
  const KkbRational *rate = kkb_result_rate (r);
  g_autofree char *node = p->node ? kkb_node_printed (p->node) : g_strdup ("");
  g_autofree char *base = kkb_figure_data (facts, p->indicator, baseline), *as_of = as_of_text (facts, baseline);
  g_autofree char *target = kkb_result_target_text (facts, p->indicator, r), *target_fy = year_text (r->target_fy);
  g_autofree char *actual
      = kkb_value_is_number (&r->actual) ? kkb_figure_data (facts, p->indicator, &r->actual) : g_strdup ("");
  g_autofree char *actual_fy = year_text (kkb_value_is_number (&r->actual) ? r->actual_fy : KKB_FY_NONE);
  g_autofree char *attainment = kkb_result_print_rate (&r->attainment, row->rules);
  g_autofree char *progress = kkb_result_print_rate (&r->progress, row->rules);
  g_autofree char *printed = rate ? kkb_result_print_rate (rate, row->rules) : g_strdup ("");
  g_autofree char *explanation = kkb_review_explain (review, row, &format);
  const char *values[] = { row->plan->title,
                           kkb_placement_code (p),
                           node,
                           kkb_placement_name (p),
                           kkb_placement_unit (p),
                           base,
                           as_of,
                           target,
                           target_fy,
                           actual,
                           actual_fy,
                           kkb_state_word (r->state),
                           attainment,
                           progress,
                           printed,
                           rule_word (r),
                           r->met == KKB_MET_YES  ? "yes"
                           : r->met == KKB_MET_NO ? "no"
                                                  : "",
                           kkb_result_rating (r, row->rules),
                           p->is_origin || !origin ? "" : kkb_placement_code (origin),
                           explanation };

  kkb_cli_table_row (table, values);
}

static void
print_count (KkbCliTable *table, const char *plan, const char *node, const char *rating, guint count,
             const KkbDecimal *percent)
{
  g_autofree char *n = g_strdup_printf ("%u", count);
  g_autofree char *p = percent ? kkb_decimal_to_string (*percent) : g_strdup ("");
  const char *values[] = { plan, node, rating, n, p };

  kkb_cli_table_row (table, values);
}

static void
print_tally (KkbCliTable *table, const KkbReview *review, const KkbPlan *plan, const KkbNode *node)
{
  const KkbTally *tally = kkb_review_tally (review, plan, node);
  const KkbRules *rules = kkb_review_rules (review, plan);
  g_autofree char *name = node ? kkb_node_printed (node) : g_strdup ("");
  g_autofree char *met = g_strdup_printf ("%u of %u", tally->met, tally->met_of);
  KkbDecimal percents[12];
  const char *values[] = { plan->title, name, "met", met, "" };
  int adjusted;

  kkb_percents (tally->band, tally->n_bands, rules->percent_mode, rules->rounding, percents, &adjusted);
  for (guint i = 0; i < tally->n_bands; i++)
    print_count (table, plan->title, name, rules->bands[i].label, tally->band[i],
                 tally->evaluated ? &percents[i] : NULL);
  for (guint i = 0; i < KKB_N_STATES; i++)
    if (tally->gap[i])
      print_count (table, plan->title, name, kkb_state_word (i), tally->gap[i], NULL);
  if (tally->no_target)
    print_count (table, plan->title, name, "目標なし", tally->no_target, NULL);
  if (tally->manual)
    print_count (table, plan->title, name, "manual", tally->manual, NULL);
  if (tally->met_of > tally->evaluated)
    print_count (table, plan->title, name, "区分なし", tally->met_of - tally->evaluated, NULL);
  kkb_cli_table_row (table, values);
  if (!node && adjusted >= 0)
    kkb_cli_problem (_ ("%s: the percent of %s is adjusted so that the column adds up to 100.0."), plan->title,
                     rules->bands[adjusted].label);
}

static void
print_nodes (KkbCliTable *table, const KkbReview *review, const KkbPlan *plan, const GPtrArray *nodes)
{
  for (guint i = 0; i < nodes->len; i++)
    {
      const KkbNode *node = g_ptr_array_index (nodes, i);
      g_autoptr (GPtrArray) below = kkb_node_placements_below (kkb_review_facts (review), plan, node);
      if (!below->len)
        continue;
      print_tally (table, review, plan, node);
      print_nodes (table, review, plan, node->children);
    }
}

/* Rule options may differ from the editions' rules, and those differ by plan: each plan is evaluated by its own. */
static gboolean
print_plan (KkbCliTable *table, KkbFacts *facts, const KkbPlan *plan, const Options *options, int fy, GError **error)
{
  const KkbEdition *edition = plan->editions->len ? g_ptr_array_index (plan->editions, 0) : NULL;
  KkbRules rules = edition ? edition->rules : *kkb_rules_standard ();
  g_autoptr (KkbReview) review = NULL;

  if (!apply_options (options, &rules, error))
    return FALSE;
  review = kkb_review_new (facts, &rules, fy);
  if (options->summary)
    {
      print_nodes (table, review, plan, plan->roots);
      print_tally (table, review, plan, NULL);
      return TRUE;
    }
  for (guint i = 0; i < kkb_review_n_rows (review); i++)
    if (kkb_review_row (review, i)->plan == plan)
      print_row (table, review, kkb_review_row (review, i));
  return TRUE;
}

static int
evaluate (KkbDocument *doc, const Options *options, int fy)
{
  KkbFacts *facts = kkb_document_facts (doc);
  GError *error = NULL;
  const KkbPlan *only = options->plan ? kkb_cli_find_plan (facts, options->plan, &error) : NULL;
  KkbCliTable table;

  if (error)
    return kkb_cli_failed (error);
  kkb_cli_table_begin (&table, options->format && g_str_equal (options->format, "json"),
                       options->summary ? summary_keys : row_keys);
  for (guint i = 0; i < facts->plans->len; i++)
    {
      const KkbPlan *plan = g_ptr_array_index (facts->plans, i);
      if ((!only || only == plan) && !print_plan (&table, facts, plan, options, fy, &error))
        {
          g_string_free (table.text, TRUE);
          return kkb_cli_failed (error);
        }
    }
  kkb_cli_table_end (&table);
  return KKB_EXIT_DONE;
}

int
kkb_cli_evaluate (int argc, char **argv)
{
  g_auto (Options) options = { .decimals = G_MININT };
  const GOptionEntry entries[] = {
    { "plan", 0, 0, G_OPTION_ARG_FILENAME, &options.plan, NULL, NULL },
    { "final", 0, 0, G_OPTION_ARG_NONE, &options.final, NULL, NULL },
    { "fy", 0, 0, G_OPTION_ARG_FILENAME, &options.fy, NULL, NULL },
    { "rule", 0, 0, G_OPTION_ARG_FILENAME, &options.rule, NULL, NULL },
    { "method", 0, 0, G_OPTION_ARG_FILENAME, &options.method, NULL, NULL },
    { "bands", 0, 0, G_OPTION_ARG_FILENAME, &options.bands, NULL, NULL },
    { "rounding", 0, 0, G_OPTION_ARG_FILENAME, &options.rounding, NULL, NULL },
    { "decimals", 0, 0, G_OPTION_ARG_INT, &options.decimals, NULL, NULL },
    { "yardstick", 0, 0, G_OPTION_ARG_FILENAME, &options.yardstick, NULL, NULL },
    { "format", 0, 0, G_OPTION_ARG_FILENAME, &options.format, NULL, NULL },
    { "summary", 0, 0, G_OPTION_ARG_NONE, &options.summary, NULL, NULL },
    { NULL },
  };
  g_autoptr (KkbDocument) doc = NULL;
  KkbRules rules = *kkb_rules_standard ();
  GError *error = NULL;
  int fy;

  if (!kkb_cli_parse (&argc, &argv, entries, 1) || !kkb_cli_fy (options.fy, options.final, &fy))
    return KKB_EXIT_USAGE;
  if (options.format && !g_str_equal (options.format, "tsv") && !g_str_equal (options.format, "json"))
    wrong (&error, "--format", options.format);
  else if (options.decimals != G_MININT && options.decimals < 0)
    g_set_error (&error, KKB_ERROR, KKB_ERROR_USAGE, _ ("--decimals takes a number from 0 to 6."));
  else
    apply_options (&options, &rules, &error); /* wrong use is told before the file is looked at */
  if (error)
    return kkb_cli_failed (error);
  doc = kkb_cli_open (argv[1]);
  return doc ? evaluate (doc, &options, fy) : KKB_EXIT_FAILED;
}
